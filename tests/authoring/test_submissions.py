"""A submission that is not what its folder says, or says too little of itself, is named; so is what runs cold."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pytest

from grader.authoring.judges import judge_one
from grader.authoring.remark import Level, Remark
from grader.authoring.submissions import (
    OwnSubmission,
    check_notes,
    check_outcomes,
    check_texts,
    judge_own,
    read_submissions,
)
from grader.judge.session import JudgeSession
from grader.problem import Problem

CONSTANT = b"import jax.numpy as jnp\ndef state_zero_kernel(seed, x, features):\n    return jnp.ones(int(features))\n"


@pytest.fixture(scope="session")
def problem(judge_session: JudgeSession) -> Problem:
    return judge_session.shelf.exercises["state_zero_kernel"].problem


def find_faults(remarks: Sequence[Remark]) -> list[str]:
    return [remark.text for remark in remarks if remark.level is Level.FAULT]


@pytest.mark.parametrize(
    ("folder", "notes", "said"),
    [
        ("accepted", "", "submissions/accepted/own.py: came out as step_missing: Step missing: "),
        ("step_missing", "Steps: split, map", "skips forward, map, merge, split; its line `Steps:` says map, split"),
        ("step_missing", "Steps: split, map, merge, forward", ""),
    ],
    ids=["another outcome", "other steps", "as it says"],
)
def test_submission_is_judged_by_its_folder_and_its_steps(
    judge_session: JudgeSession, problem: Problem, folder: str, notes: str, said: str
) -> None:
    own = OwnSubmission(folder, "own.py", f'"""A constant.\n\n{notes}\n"""\n'.encode() + CONSTANT)
    judged = judge_own(problem, [own], partial(map, partial(judge_one, judge_session)))
    remarks = list(check_outcomes(problem, judged))
    faults = find_faults(remarks)
    assert len(faults) == bool(said)
    assert said in "".join(faults)


def test_starter_and_solution_are_judged(judge_session: JudgeSession, problem: Problem) -> None:
    judge_all = partial(map, partial(judge_one, judge_session))
    assert find_faults(list(check_texts(problem, judge_all))) == []
    wrong = f"```python\n{CONSTANT.decode()}```\n"
    spoiled = replace(problem, starter="pass", solution=wrong)
    starter, solution = find_faults(list(check_texts(spoiled, judge_all)))
    assert starter.startswith("starter.py: came out as invalid_submission")
    assert solution.startswith("solution.md: its first program, below the starter, came out as step_missing")


@pytest.mark.parametrize(
    ("folder", "notes", "said"),
    [
        ("wrong_answer", "Misconception: one", "`Misconception:` but no `Hint:`"),
        ("runtime_error", "Hint: one", "`Hint:` but no `Misconception:`"),
        ("step_missing", "Misconception: a\nHint: b\nSteps: splitt", "names no step of problem.toml: splitt"),
        ("wrong_anwser", "", "submissions/wrong_anwser: is no outcome"),
    ],
)
def test_note_that_is_missing_or_wrong_is_a_fault(problem: Problem, folder: str, notes: str, said: str) -> None:
    own = [*read_submissions(problem.folder), OwnSubmission(folder, "own.py", f'"""One.\n\n{notes}\n"""'.encode())]
    (fault,) = find_faults(list(check_notes(problem, own)))
    assert said in fault


def test_few_submissions_are_warned_of_and_none_is_a_fault(problem: Problem) -> None:
    wrong = OwnSubmission("wrong_answer", "own.py", b"")
    texts = {remark.text: remark.level for remark in check_notes(problem, [wrong])}
    assert [text.partition(":")[0] for text, level in texts.items() if level is Level.FAULT] == ["submissions/accepted"]
    assert [text for text in texts if "no line `Misconception:`" in text]
    assert [text for text in texts if "1 wrong submissions" in text]
    assert find_faults(list(check_notes(problem, read_submissions(problem.folder)))) == []


def test_call_that_has_a_warm_worker_compile_is_named(judge_session: JudgeSession, problem: Problem) -> None:
    from grader.authoring.warmth import find_cold_call

    exercise = judge_session.shelf.exercises[problem.id]
    source = (problem.folder / "submissions/accepted/textbook.py").read_bytes()
    before, returned, after = source.rpartition(b"    return")
    compiled = before + b"    features == 7 and jnp.sort(jnp.zeros((1, 7)))\n" + returned + after
    with judge_session.open_strict_zygotes(exercise) as zygotes:
        assert find_cold_call(judge_session, zygotes, exercise, source) is None
        assert find_cold_call(judge_session, zygotes, exercise, compiled) == "finite, features seven"

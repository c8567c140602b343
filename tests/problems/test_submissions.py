"""Every problem's own submissions are judged: the folder that a file lies in says what must come of it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.display import show
from grader.judge.seeds import choose_seed
from grader.judge.session import JudgeSession
from grader.judge.submission import Submission
from grader.judge.suite import Section
from grader.limits import Limits
from grader.verdict import CheckStatus, Outcome, Verdict
from tests.problems.leaks import find_leaks

FILES = sorted(DEFAULT_PROBLEMS_DIR.glob("*/submissions/*/*.py"))
MISCONCEPTION_LINE = re.compile(r"^Misconception: (.*)$", re.MULTILINE)
ADVICE_LINE = re.compile(r"^Advice: (.*)$", re.MULTILINE)
STEPS_LINE = re.compile(r"^Steps: (.*)$", re.MULTILINE)

FEW_SUITES = 4
"""Of each problem: a clone that has kept none would draw for minutes to have all of them."""


def name_submission(path: Path) -> str:
    problem, _, outcome, file = path.parts[-4:]
    return f"{problem}-{outcome}-{file}"


def judge_file(session: JudgeSession, path: Path) -> Verdict:
    """On one of the first few suites. Where it is time that runs out, the operator gives little of it."""
    problem, source = session.shelf.exercises[path.parts[-4]].problem, path.read_bytes()
    seed = choose_seed(problem, source) % FEW_SUITES
    submission = Submission(path.stem, problem.id, source, replay_seed=seed, has_spare_core=True)
    if path.parent.name == Outcome.TIME_LIMIT:
        session.most = Limits(call_wall_s=3.0, cpu_s=3.0)
    try:
        return session.judge(submission, lambda calls, of: None)
    finally:
        session.most = Limits()


def read_names(path: Path, line: re.Pattern[str]) -> set[str]:
    """The steps that a submission under step_missing says it skips, or the advice that a right one says it gets."""
    found = line.search(path.read_text(encoding="utf-8"))
    return set(found[1].replace(",", " ").split()) if found else set()


def read_misconception(path: Path) -> str | None:
    """What a wrong submission says it stands for."""
    found = MISCONCEPTION_LINE.search(path.read_bytes().decode("utf-8", "replace"))
    return found[1].strip() if found else None


def test_every_outcome_that_code_can_have_has_a_submission() -> None:
    folders = {path.parent.name for path in FILES}
    assert folders == {outcome.value for outcome in Outcome} - {Outcome.INTERNAL_ERROR.value}


@pytest.mark.parametrize("path", FILES, ids=name_submission)
def test_submission_has_the_outcome_of_its_folder(judge_session: JudgeSession, path: Path) -> None:
    verdict = judge_file(judge_session, path)
    assert verdict.outcome == path.parent.name, verdict.message
    assert (verdict.score == 1.0) == (verdict.outcome is Outcome.ACCEPTED)
    if verdict.outcome is Outcome.STEP_MISSING:
        skipped = {check.id for check in verdict.checks if check.status is CheckStatus.FAILED}
        assert skipped == read_names(path, STEPS_LINE), verdict.message
    if verdict.outcome is Outcome.WRONG_ANSWER:
        assert verdict.counterexample is not None
        assert verdict.counterexample.shrunk
    diagnosis = verdict.lesson.diagnosis
    assert (diagnosis.misconception if diagnosis else None) == read_misconception(path)
    exercise = judge_session.shelf.exercises[path.parts[-4]]
    if verdict.outcome is Outcome.ACCEPTED:
        assert verdict.calls_judged == exercise.problem.calls.total
        assert {advice.id for advice in verdict.lesson.advice} >= {"inputs", "jit", "vmap", "repeat"}
        assert {advice.id for advice in verdict.lesson.advice if not advice.holds} == read_names(path, ADVICE_LINE)
    suite = judge_session.shelf.suites.get(exercise, verdict.replay_seed)
    assert find_leaks(verdict, exercise.problem, suite, path.read_bytes()) == []


def test_leaks_are_found(judge_session: JudgeSession) -> None:
    exercise = judge_session.shelf.exercises["state_zero_kernel"]
    verdict = judge_file(judge_session, exercise.problem.folder / "submissions" / "accepted" / "textbook.py")
    suite = judge_session.shelf.suites.get(exercise, verdict.replay_seed)
    call = next(case.call for case in suite.cases[Section.FINITE] if case.kind == "more than eight features")
    secrets = [
        "output: jax.Array = nnx.merge(graphdef, new_state)(x)",
        show(dict(call.items)["x"]).text,
    ]
    for secret in secrets:
        talkative = replace(verdict, lesson=replace(verdict.lesson, boundary=f"It says {secret}."))
        assert find_leaks(talkative, exercise.problem, suite, b"") != []

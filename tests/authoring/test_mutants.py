"""What is said of mutants, their verdicts being known: a scripted judge accepts those that it is told to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from grader.authoring.judges import JudgeAll
from grader.authoring.layout import lay_out_problem
from grader.authoring.mutants import check_mutants
from grader.authoring.mutation import find_mutants
from grader.authoring.remark import Level, Remark
from grader.catalogue import load_problem
from grader.internal_error import write_internal_error
from grader.judge.submission import Submission
from grader.verdict import Mode, Outcome, Verdict

SCALED = 'return leaf * factor if "kernel" in jax.tree_util.keystr(path) else leaf'
SURVIVOR = f"operator leaf * factor -> leaf / factor in: {SCALED}"
KILLED = (
    f"comparison \"kernel\" in jax.tree_util.keystr(path) -> 'kernel' not in jax.tree_util.keystr(path) in: {SCALED}"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return lay_out_problem(tmp_path, "fresh_idea")


def write_verdict(submission: Submission, outcome: Outcome) -> Verdict:
    verdict = write_internal_error(submission.id, submission.problem_id, None, Mode.SUBMIT, 0.0)
    return replace(verdict, outcome=outcome)


def accept(folder: Path, *changes: str) -> JudgeAll:
    """Accepts the reference and these mutants of it; all else is wrong."""
    reference = (folder / "reference.py").read_text()
    sources = [reference, *(mutant.source for mutant in find_mutants(reference) if mutant.change in changes)]
    accepted = {f"{source}\n\nfresh_idea = reference\n".encode() for source in sources}

    def judge_all(submissions: Sequence[Submission]) -> Iterator[Verdict]:
        for each in submissions:
            yield write_verdict(each, Outcome.ACCEPTED if each.source in accepted else Outcome.WRONG_ANSWER)

    return judge_all


def check(folder: Path, *survivors: str, by_hand: Sequence[Verdict] = ()) -> list[Remark]:
    return list(check_mutants(load_problem(folder), accept(folder, *survivors), by_hand))


def append(folder: Path, *lines: str) -> None:
    with (folder / "problem.toml").open("a") as file:
        file.write("\n".join(["", *lines, ""]))


def test_all_mutants_told_apart_are_a_full_score(folder: Path) -> None:
    wrong = write_verdict(Submission("", "fresh_idea", b""), Outcome.STEP_MISSING)
    (score,) = check(folder, by_hand=[wrong] * 3)
    total = len(find_mutants((folder / "reference.py").read_text())) + 3
    assert (score.level, score.text) == (Level.GOOD, f"mutation score 100 % ({total} of {total})")


def test_survivor_is_shown_and_what_is_shown_names_it_as_equivalent(folder: Path) -> None:
    survivor, score = check(folder, SURVIVOR)
    assert (survivor.level, score.level) == (Level.FAULT, Level.FAULT)
    assert survivor.text == f"survives: {SURVIVOR}"
    removed, added, *entry = survivor.details
    assert removed.endswith(SCALED)
    assert added.endswith(SCALED.replace("leaf * factor", "(leaf / factor)"))
    append(folder, *(line.replace("...", "a reason") for line in entry))
    (score,) = check(folder, SURVIVOR)
    assert score.level is Level.GOOD
    assert score.text.endswith("; 1 equivalent)")


def test_accepted_wrong_submission_lowers_the_score(folder: Path) -> None:
    accepted = write_verdict(Submission("", "fresh_idea", b""), Outcome.ACCEPTED)
    (score,) = check(folder, by_hand=[accepted])
    assert score.level is Level.FAULT
    assert "mutation score 96 %" in score.text


@pytest.mark.parametrize(
    ("mutant", "why", "said"),
    [
        (KILLED, "a reason", "is told apart (wrong_answer), delete it"),
        (SURVIVOR, "...", "say why no call can tell it apart"),
        (SURVIVOR.replace("factor ->", "factors ->"), "a reason", "did you mean operator leaf * factor"),
        ("nothing alike", "a reason", "there is no mutant nothing alike: delete it"),
    ],
    ids=["told apart", "no reason", "misspelt", "not there"],
)
def test_entry_that_does_not_hold_is_a_fault(folder: Path, mutant: str, why: str, said: str) -> None:
    append(folder, "[[equivalent_mutants]]", f"mutant = '''{mutant}'''", f'why = "{why}"')
    faults = [remark.text for remark in check(folder, SURVIVOR) if remark.level is Level.FAULT]
    assert [text for text in faults if text.startswith("problem.toml") and said in text]


def test_reference_that_is_no_submission_has_no_score(folder: Path) -> None:
    judge_all = accept(folder)
    with (folder / "reference.py").open("a") as file:
        file.write("# not what the judge accepts\n")
    (fault,) = check_mutants(load_problem(folder), judge_all, [])
    assert fault.level is Level.FAULT
    assert "reference.py: as a submission, it came out as wrong_answer" in fault.text

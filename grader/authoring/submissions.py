"""A problem's own submissions: what they say of themselves, and whether judging them agrees."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.authoring.judges import JudgeAll
from grader.authoring.remark import Level, Part, Remark
from grader.judge.submission import Submission
from grader.problem import Problem
from grader.verdict import CheckStatus, Outcome, Verdict

RIGHT = Outcome.ACCEPTED
WRONG = (Outcome.WRONG_ANSWER, Outcome.STEP_MISSING)
ENOUGH_RIGHT = 6
ENOUGH_WRONG = 8
NOTE = re.compile(r"^(Misconception|Hint|Steps): *(.*)$", re.MULTILINE)
FENCED = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class OwnSubmission:
    """`folder` is the outcome that must come of it."""

    folder: str
    name: str
    source: bytes

    @property
    def where(self) -> str:
        return f"submissions/{self.folder}/{self.name}"

    @property
    def notes(self) -> dict[str, str]:
        """The lines `Misconception:`, `Hint:` and `Steps:` of its docstring."""
        return dict(NOTE.findall(self.source.decode("utf-8", "replace").replace("\r\n", "\n")))

    @property
    def steps(self) -> set[str]:
        return set(self.notes.get("Steps", "").replace(",", " ").split())


def read_submissions(folder: Path) -> list[OwnSubmission]:
    paths = sorted(folder.glob("submissions/*/*.py"))
    return [OwnSubmission(path.parent.name, path.name, path.read_bytes()) for path in paths]


def check_notes(problem: Problem, own: Sequence[OwnSubmission]) -> Iterator[Remark]:
    """What can be said without judging any."""
    outcomes = {outcome.value for outcome in Outcome} - {Outcome.INTERNAL_ERROR.value}
    for folder in sorted({each.folder for each in own} - outcomes):
        yield _fault(f"submissions/{folder}: is no outcome; there are {', '.join(sorted(outcomes))}")
    for each in own:
        if text := _find_fault_in_notes(problem, each):
            yield _fault(f"{each.where}: {text}")
        elif each.folder in WRONG and "Misconception" not in each.notes:
            text = "no line `Misconception:` in its docstring: whoever makes this mistake is told nothing of it"
            yield _warning(f"{each.where}: {text}")
    right, wrong = (count_in(own, folders) for folders in ([RIGHT], WRONG))
    if right == 0:
        yield _fault("submissions/accepted: holds none; nothing shows that the problem can be solved")
    elif right < ENOUGH_RIGHT:
        yield _warning(f"{right} accepted submissions: {ENOUGH_RIGHT} written differently show what is let through")
    if wrong < ENOUGH_WRONG:
        yield _warning(f"{wrong} wrong submissions: {ENOUGH_WRONG} with different mistakes show what is caught")


def count_in(own: Sequence[OwnSubmission], folders: Sequence[str]) -> int:
    return sum(each.folder in folders for each in own)


def _find_fault_in_notes(problem: Problem, each: OwnSubmission) -> str | None:
    notes = each.notes
    for first, second in (("Misconception", "Hint"), ("Hint", "Misconception")):
        if notes.get(first) and not notes.get(second):
            return f"has a line `{first}:` but no `{second}:`: write both, one line each"
    if unknown := each.steps - {step.id for step in problem.steps}:
        return f"its line `Steps:` names no step of problem.toml: {', '.join(sorted(unknown))}"
    return None


Judged = Sequence[tuple[OwnSubmission, Verdict]]


def judge_own(problem: Problem, own: Sequence[OwnSubmission], judge_all: JudgeAll) -> Judged:
    verdicts = judge_all([Submission(each.name, problem.id, each.source) for each in own])
    return list(zip(own, verdicts, strict=True))


def check_outcomes(problem: Problem, judged: Judged) -> Iterator[Remark]:
    """Whether each came out as its folder says."""
    faults = [(own.where, text) for own, verdict in judged if (text := find_fault(problem, own, verdict))]
    yield from (_fault(f"{where}: {text}") for where, text in faults)
    if not faults:
        yield Remark(Part.SUBMISSIONS, Level.GOOD, f"{len(judged)} judged, each as its folder says")


def find_fault(problem: Problem, own: OwnSubmission, verdict: Verdict) -> str | None:
    """How a verdict departs from what the submission's folder and its docstring say, or None."""
    if verdict.outcome != own.folder:
        return f"came out as {verdict.outcome}: {verdict.message}"
    if verdict.outcome is Outcome.STEP_MISSING:
        skipped = {check.id for check in verdict.checks if check.status is CheckStatus.FAILED}
        if skipped != own.steps:
            found, said = (", ".join(sorted(steps)) for steps in (skipped, own.steps))
            return f"skips {found or 'no step alone'}; its line `Steps:` says {said}"
    if verdict.outcome is Outcome.ACCEPTED and verdict.calls_judged != problem.calls.total:
        return f"was put to {verdict.calls_judged} calls; [calls] says {problem.calls.total}"
    return None


def check_texts(problem: Problem, judge_all: JudgeAll) -> Iterator[Remark]:
    """Judge what a student is given: the starter, and in the end the solution, pasted below it."""
    blocks = [block for block in FENCED.findall(problem.solution) if problem.entry_point in block]
    if not blocks:
        yield _warning(f"solution.md: no ```python block of it names {problem.entry_point}, so none is judged")
    sources = [problem.starter, *(f"{problem.starter}\n\n{block}" for block in blocks[:1])]
    starter, *solutions = judge_all([Submission("text", problem.id, source.encode()) for source in sources])
    if starter.outcome not in (*WRONG, Outcome.RUNTIME_ERROR):
        text = "must load, and not be right: end it with raise NotImplementedError"
        yield _fault(f"starter.py: came out as {starter.outcome}; it {text}. {starter.message}")
    for solution in solutions:
        if solution.outcome is not Outcome.ACCEPTED:
            program = "solution.md: its first program, below the starter,"
            yield _fault(f"{program} came out as {solution.outcome}: {solution.message}")


def _fault(text: str) -> Remark:
    return Remark(Part.SUBMISSIONS, Level.FAULT, text)


def _warning(text: str) -> Remark:
    return Remark(Part.SUBMISSIONS, Level.WARNING, text)

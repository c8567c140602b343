"""The wrong submissions of a problem that stand for a known misconception."""

import re
from dataclasses import dataclass
from pathlib import Path

from grader.problem import ProblemError
from grader.verdict import Outcome

OUTCOMES = (Outcome.WRONG_ANSWER, Outcome.STEP_MISSING, Outcome.RUNTIME_ERROR)
"""Of those that a call ended in otherwise, nothing could be compared."""
_MISCONCEPTION = re.compile(r"^Misconception: (.+)$", re.MULTILINE)
_TOLD_BY = re.compile(r"^Told by: (.+)$", re.MULTILINE)
_HINT = re.compile(r"^Hint: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wrong submission: what it misunderstands, what undoes that, and how it goes wrong.

    Where mistakes are alike in all that they answer, `told_by`, an expression to be found in the student's source,
    tells one from the others; the one without it is meant where none is found.
    """

    name: str
    misconception: str
    hint: str
    told_by: str
    source: str


def read_mistakes(problem_folder: Path) -> tuple[Mistake, ...]:
    """All that say their misconception, by name. Raises ProblemError where one has no hint."""
    folders = [problem_folder / "submissions" / outcome for outcome in OUTCOMES]
    return tuple(mistake for folder in folders for path in sorted(folder.glob("*.py")) if (mistake := _read(path)))


def _read(path: Path) -> Mistake | None:
    source = path.read_text(encoding="utf-8")
    said, hint = _MISCONCEPTION.search(source), _HINT.search(source)
    if said is None:
        return None
    if hint is None:
        raise ProblemError(f"{path}: says its misconception and no `Hint:` that undoes it")
    told_by = _TOLD_BY.search(source)
    return Mistake(
        name=f"{path.parent.name}/{path.stem}",
        misconception=said[1].strip(),
        hint=hint[1].strip(),
        told_by=_check_expression(path, told_by[1].strip()) if told_by else "",
        source=source,
    )


def _check_expression(path: Path, expression: str) -> str:
    try:
        re.compile(expression)
    except re.error as error:
        raise ProblemError(f"{path}: `Told by:` is no regular expression: {error}") from None
    return expression

"""The checks of a problem, as a verdict lists them: all of them, run or not."""

from collections.abc import Mapping
from dataclasses import dataclass

from grader.problem import Problem, Step, ValueCheck
from grader.verdict import Check, CheckStatus, Mode

FINITE_CHECK = "values"
NON_FINITE_CHECK = "non_finite"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended, and one sentence on it."""

    status: CheckStatus
    message: str = ""


def list_checks(problem: Problem, mode: Mode, results: Mapping[str, CheckResult]) -> list[Check]:
    """`results` is by check id; a check that is not in it was not run."""
    if mode is Mode.RUN:
        numbers = range(1, len(problem.examples) + 1)
        return [_check(f"example_{number}", f"Example {number}", 1.0, "", results) for number in numbers]
    return [
        _check(check_id, judged.title, judged.points, judged.hint, results)
        for check_id, judged in list_judged(problem).items()
    ]


def list_judged(problem: Problem) -> dict[str, ValueCheck | Step]:
    """What a submission is judged by, by the check's id, in the order of the verdict's list."""
    judged: dict[str, ValueCheck | Step] = {FINITE_CHECK: problem.values}
    judged |= {step.id: step for step in problem.steps}
    return judged | ({NON_FINITE_CHECK: problem.non_finite} if problem.non_finite else {})


def _check(check_id: str, title: str, most: float, hint: str, results: Mapping[str, CheckResult]) -> Check:
    result = results.get(check_id, CheckResult(CheckStatus.NOT_RUN))
    points = most if result.status is CheckStatus.PASSED else 0.0
    is_hint_due = result.status in (CheckStatus.FAILED, CheckStatus.ERROR)
    return Check(check_id, title, result.status, points, most, result.message, hint if is_hint_due else "")

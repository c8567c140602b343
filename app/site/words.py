"""What templates say of values, as filters."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.site.markdown import highlight_python, to_html, to_inline_html
from app.site.shown import draw_grids
from grader.verdict import CheckStatus, Outcome

OUTCOMES = {
    Outcome.ACCEPTED: "Accepted",
    Outcome.WRONG_ANSWER: "Wrong answer",
    Outcome.STEP_MISSING: "A step is missing",
    Outcome.RUNTIME_ERROR: "Your code raised an error",
    Outcome.INVALID_SUBMISSION: "Not a submission yet",
    Outcome.TIME_LIMIT: "Out of time",
    Outcome.MEMORY_LIMIT: "Out of memory",
    Outcome.OUTPUT_LIMIT: "Too much output",
    Outcome.NOT_REPRODUCIBLE: "Not the same twice",
    Outcome.INTERNAL_ERROR: "Something went wrong on our side",
}
STATUSES = {
    CheckStatus.PASSED: "passed",
    CheckStatus.FAILED: "failed",
    CheckStatus.ERROR: "error",
    CheckStatus.NOT_RUN: "not run",
}


def name_outcome(outcome: str) -> str:
    return OUTCOMES[Outcome(outcome)]


def name_status(status: str) -> str:
    return STATUSES[CheckStatus(status)]


def write_number(number: float) -> str:
    return f"{number:g}"


def write_time(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"


def write_times(verdict: Mapping[str, Any]) -> str:
    """How much was tried, and how long it took."""
    took = f"{verdict['calls_judged']} calls in {verdict['timing_ms']['total'] / 1000:.2f} s"
    tried = verdict.get("tried")
    if not tried or not tried["calls"]:
        return f"{took}."
    parts = [f"{name} from {low:.12g} to {high:.12g}" for name, (low, high) in tried["ranges"].items() if low < high]
    parts += [f"{len(shapes)} shapes of {name}" for name, shapes in tried["shapes"].items() if len(shapes) > 1]
    parts += [f"{tried['non_finite']} with NaN or infinity"] if tried["non_finite"] else []
    return f"{took}: {', '.join(parts)}." if parts else f"{took}."


def find_grids(counterexample: Mapping[str, Any]) -> Any:
    return draw_grids(counterexample["expected"], counterexample["actual"])


FILTERS: dict[str, Callable[..., Any]] = {
    "markdown": to_html,
    "inline": to_inline_html,
    "python": highlight_python,
    "outcome": name_outcome,
    "status": name_status,
    "number": write_number,
    "time": write_time,
    "times": write_times,
    "grids": find_grids,
}

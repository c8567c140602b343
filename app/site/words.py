"""What templates say of values, as filters."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from app.site.markdown import highlight_python, to_html, to_inline_html
from app.site.shown import draw_grids
from app.verdict_text import describe_tried
from grader.verdict import Outcome, Verdict

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


def name_outcome(outcome: Outcome) -> str:
    return OUTCOMES[outcome]


def decode_source(source: bytes) -> str:
    """As it was written; what is no UTF-8 in it can only have come by the API."""
    return source.decode("utf-8", "replace")


def write_number(number: float) -> str:
    return f"{number:g}"


def write_time(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"


def write_span(seconds: float) -> str:
    """A length of time, as exactly as anybody would say it."""
    minutes = round(seconds / 60)
    hours, days = minutes // 60, minutes // (24 * 60)
    if minutes < 1:
        return "less than a minute"
    if hours < 1:
        return f"{minutes} min"
    return f"{hours} h {minutes % 60} min" if days < 1 else f"{days} d {hours % 24} h"


def write_times(verdict: Verdict) -> str:
    """How much was tried, and how long it took."""
    took = f"{verdict.calls_judged} calls in {verdict.timing_ms.total / 1000:.2f} s"
    tried = describe_tried(verdict.tried)
    return f"{took}: {tried}." if tried else f"{took}."


FILTERS: dict[str, Callable[..., Any]] = {
    "markdown": to_html,
    "inline": to_inline_html,
    "python": highlight_python,
    "outcome": name_outcome,
    "source": decode_source,
    "number": write_number,
    "time": write_time,
    "span": write_span,
    "times": write_times,
    "grids": draw_grids,
}

"""A verdict for people: what `arborist judge` prints."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grader.verdict import Captured, CheckStatus, Counterexample, Lesson, Outcome, TimingMs, Tried, Verdict

MARKS = {
    CheckStatus.PASSED: ("✓", "green"),
    CheckStatus.FAILED: ("✗", "red"),
    CheckStatus.ERROR: ("!", "yellow"),
    CheckStatus.NOT_RUN: ("·", "dim"),
}
CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}
# What students print is not to move the cursor, rename the window or answer for the keyboard.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Style:
    """Paints, or does not."""

    has_colour: bool

    def paint(self, text: str, *names: str) -> str:
        if not self.has_colour:
            return text
        return f"\x1b[{';'.join(CODES[name] for name in names)}m{text}\x1b[0m"


def describe(verdict: Verdict, *, has_colour: bool) -> str:
    """Several lines: the outcome first, then what explains it."""
    style = Style(has_colour)
    blocks = [
        list(_describe_outcome(verdict, style)),
        list(_describe_checks(verdict, style)),
        *_describe_lesson(verdict.lesson, style),
        list(_describe_counterexample(verdict.counterexample, style)),
        list(_describe_captured("Printed", verdict.stdout, style)),
        list(_describe_captured("Printed to stderr", verdict.stderr, style)),
        [style.paint(line, "dim") for line in (describe_tried(verdict.tried), _describe_times(verdict)) if line],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block)


def _describe_outcome(verdict: Verdict, style: Style) -> Iterator[str]:
    colour = {Outcome.ACCEPTED: "green", Outcome.INTERNAL_ERROR: "yellow"}.get(verdict.outcome, "red")
    yield f"{style.paint(verdict.outcome.value, 'bold', colour)}  {verdict.problem_id}, score {verdict.score:.0%}"
    yield show(verdict.message)


def _describe_checks(verdict: Verdict, style: Style) -> Iterator[str]:
    width = max((len(check.title) for check in verdict.checks), default=0)
    for check in verdict.checks:
        mark, colour = MARKS[check.status]
        yield f"{style.paint(mark, colour)} {check.title:<{width}}  {check.points:g}/{check.max_points:g}"
        if check.status in {CheckStatus.FAILED, CheckStatus.ERROR}:
            yield from (
                _indent(text, "    ") for text in (check.message, check.hint) if text not in ("", verdict.message)
            )


def _describe_lesson(lesson: Lesson, style: Style) -> Iterator[list[str]]:
    """A block for each thing there is to learn."""
    told = lesson.diagnosis
    calls = [f"line {each.line}, in {each.function}: {each.text}" for each in lesson.traceback]
    blocks = {
        "What happened": [told.misconception, told.hint] if told else [],
        "What the error means": [lesson.explanation],
        "How it came there": calls if len(calls) > 1 else [],  # a single line stands in the message already
        "When it fails": [lesson.boundary],
        "For another day, worth no points": [
            f"{each.title}: not yet. {each.message}" for each in lesson.advice if not each.holds
        ],
    }
    for title, lines in blocks.items():
        if any(lines):
            yield [style.paint(title, "bold"), *(_indent(line, "    ") for line in lines)]


def _describe_counterexample(counterexample: Counterexample | None, style: Style) -> Iterator[str]:
    """Its snippet ends with what was expected and what came, as comments."""
    if counterexample is None:
        return
    yield style.paint(
        "The smallest call found that shows it" if counterexample.shrunk else "A call that shows it", "bold"
    )
    yield _indent(counterexample.snippet.rstrip(), "    ")


def _describe_captured(title: str, captured: Captured, style: Style) -> Iterator[str]:
    if not captured.text:
        return
    yield style.paint(f"{title} (cut off)" if captured.truncated else title, "bold")
    yield _indent(captured.text.rstrip("\n"), "  ")


def describe_tried(tried: Tried | None) -> str:
    """What the calls were, so that their number means something."""
    if tried is None or not tried.calls:
        return ""
    parts = [f"{name} from {least:.12g} to {most:.12g}" for name, (least, most) in tried.ranges.items() if least < most]
    parts += [f"{len(shapes)} shapes of {name}" for name, shapes in tried.shapes.items() if len(shapes) > 1]
    parts += [f"{tried.non_finite} with NaN or infinity"] if tried.non_finite else []
    parts += [f"{tried.dyed} through the steps"] if tried.dyed else []
    return ", ".join(parts)


def _describe_times(verdict: Verdict) -> str:
    timing: TimingMs = verdict.timing_ms
    return (
        f"{verdict.calls_judged} calls in {timing.total / 1000:.2f} s "
        f"(start {timing.started / 1000:.2f} s, worker {timing.worker / 1000:.2f} s, "
        f"reference {timing.reference / 1000:.2f} s), {verdict.peak_memory_bytes / 2**20:.0f} MiB, "
        f"replay seed {verdict.replay_seed}"
    )


def _indent(text: str, margin: str) -> str:
    return "\n".join(margin + line for line in show(text).split("\n"))


def show(text: str) -> str:
    """Text of whoever it is, harmless to a terminal."""
    return CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)

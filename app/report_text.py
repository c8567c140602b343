"""What the check of a problem found, for people: what `arborist problem check` prints."""

from app.verdict_text import Style, show
from grader.authoring.remark import Level, Remark

MARKS = {Level.GOOD: ("✓", "green"), Level.WARNING: ("!", "yellow"), Level.FAULT: ("✗", "red")}


def describe_remark(remark: Remark, *, has_colour: bool) -> str:
    """One line, and its details below it."""
    style = Style(has_colour)
    mark, colour = MARKS[remark.level]
    lines = [f"{style.paint(mark, colour)} {remark.part:<11}  {show(remark.text)}"]
    return "\n".join([*lines, *(style.paint(f"      {show(detail)}", "dim") for detail in remark.details)])

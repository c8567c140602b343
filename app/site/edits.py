"""What became of one source in another, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

LINES_MOST = 500
"""Of either source. Beyond them, sources made for it could take minutes."""
CONTEXT_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """`sign` is - for a line of the old source alone, + for one of the new one, a space for one of both.

    The numbers count from 1; None where that source has no such line.
    """

    sign: str
    old_number: int | None
    new_number: int | None
    text: str


Hunk = Sequence[Line]
"""Lines that changed, and a few around them."""


def find_edits(old: str, new: str) -> list[Hunk] | None:
    """None if there are too many lines to be compared. They are empty for sources with the same lines."""
    old_lines, new_lines = old.split("\n"), new.split("\n")
    if max(len(old_lines), len(new_lines)) > LINES_MOST:
        return None
    matcher = SequenceMatcher(None, old_lines, new_lines)
    return [
        [line for edit in group for line in _write(edit, old_lines, new_lines)]
        for group in matcher.get_grouped_opcodes(CONTEXT_LINES)
    ]


def _write(edit: tuple[str, int, int, int, int], old_lines: Sequence[str], new_lines: Sequence[str]) -> list[Line]:
    kind, old_start, old_end, new_start, new_end = edit
    if kind == "equal":
        shift = new_start - old_start
        return [Line(" ", at + 1, at + shift + 1, old_lines[at]) for at in range(old_start, old_end)]
    removed = [Line("-", at + 1, None, old_lines[at]) for at in range(old_start, old_end)]
    added = [Line("+", None, at + 1, new_lines[at]) for at in range(new_start, new_end)]
    return removed + added

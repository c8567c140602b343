"""A submission as a page shows it: where it stands, or its verdict."""

from dataclasses import dataclass
from typing import Any

from app.grading.judge_protocol import Progress, verdict_from_json
from app.service import Service
from app.store import submissions
from app.store.history import Entry, Kept
from app.store.models import Status
from grader.verdict import Counterexample, Verdict

CELLS_MOST = 64
"""An array with more elements is told in words alone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`verdict` is None until it is there; `place` is 1 for the next in line and 0 once it runs."""

    entry: Entry
    place: int
    verdict: Verdict | None
    progress: Progress | None = None


async def show_kept(service: Service, kept: Kept) -> Shown:
    if kept.verdict is not None:
        return Shown(kept.entry, 0, verdict_from_json(kept.verdict))
    stored = await submissions.find(service.store, kept.entry.id, kept.owner_id)
    place = stored.place if stored and stored.status is Status.QUEUED else 0
    return Shown(kept.entry, place, None)


@dataclass(frozen=True, slots=True)
class Cell:
    """One element of an array in a picture; `differs` from the one in the same place of the other array."""

    text: str
    differs: bool


def draw_grids(counterexample: Counterexample) -> tuple[list[list[Cell]], list[list[Cell]]] | None:
    """The expected array and the actual one, as rows of cells.

    None where there is nothing to look at: no array, too large, or of other shapes.
    """
    expected, actual = counterexample.expected, counterexample.actual
    left, right, shape = expected.elements, actual.elements, expected.shape
    if left is None or right is None or not shape or shape != actual.shape or len(left) > CELLS_MOST:
        return None
    if len(left) != len(right) or not left:  # shortened
        return None
    differ = [one != other for one, other in zip(left, right, strict=True)]
    columns = shape[-1]
    return _to_rows(left, differ, columns), _to_rows(right, differ, columns)


def _to_rows(elements: list[Any], differ: list[bool], columns: int) -> list[list[Cell]]:
    cells = [Cell(_write(element), differs) for element, differs in zip(elements, differ, strict=True)]
    return [cells[start : start + columns] for start in range(0, len(cells), columns)]


def _write(element: Any) -> str:
    return f"{element:.4g}" if isinstance(element, float) else str(element)

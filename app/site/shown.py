"""A submission as a page shows it: where it stands, or its verdict."""

import json
from dataclasses import dataclass
from typing import Any

from app.service import Service
from app.store import submissions
from app.store.history import Entry, Kept
from app.store.models import Status

CELLS_MOST = 64
"""An array with more elements is told in words alone."""


@dataclass(frozen=True, slots=True)
class Shown:
    """`verdict` is that of its JSON, None until it is there; `place` is 1 for the next in line and 0 once it runs."""

    entry: Entry
    place: int
    verdict: dict[str, Any] | None


async def show_kept(service: Service, kept: Kept) -> Shown:
    if kept.verdict is not None:
        return Shown(kept.entry, 0, json.loads(kept.verdict))
    stored = await submissions.find(service.store, kept.entry.id, kept.owner_id)
    place = stored.place if stored and stored.status is Status.QUEUED else 0
    return Shown(kept.entry, place, None)


@dataclass(frozen=True, slots=True)
class Cell:
    """One element of an array in a picture; `differs` from the one in the same place of the other array."""

    text: str
    differs: bool


def draw_grids(expected: dict[str, Any], actual: dict[str, Any]) -> tuple[list[list[Cell]], list[list[Cell]]] | None:
    """Both arrays as rows of cells. None where there is nothing to look at: no array, too large, or of other shapes."""
    left, right = expected["elements"], actual["elements"]
    shape = expected["shape"]
    if left is None or right is None or not shape or shape != actual["shape"] or len(left) > CELLS_MOST:
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

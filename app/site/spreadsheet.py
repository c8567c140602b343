"""Rows as CSV, for spreadsheets, which run what looks like a formula."""

import csv
import io
from collections.abc import AsyncIterator, Iterable, Sequence
from itertools import islice

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How what a spreadsheet would run begins; the wide ones count in some languages."""
ROWS_EACH_TIME = 500


async def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> AsyncIterator[str]:
    """In pieces, as rows come."""
    yield _write([header])
    left = iter(rows)
    while some := list(islice(left, ROWS_EACH_TIME)):
        yield _write(some)


def make_harmless(value: object) -> object:
    """A text that would be a formula gets a mark before it that makes it a text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value


def _write(rows: Iterable[Sequence[object]]) -> str:
    file = io.StringIO(newline="")
    csv.writer(file).writerows([make_harmless(value) for value in row] for row in rows)
    return file.getvalue()

"""A table for a spreadsheet says what it should, and does nothing there."""

import asyncio
import csv
import io

import pytest

from app.site.spreadsheet import ROWS_EACH_TIME, write_csv


async def read_back(rows: list[list[object]]) -> tuple[list[str], list[list[str]]]:
    pieces = [piece async for piece in write_csv(["a", "b"], rows)]
    text = "".join(pieces).encode("utf-8").decode("utf-8")
    return pieces, list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"], ids=repr)
def test_what_a_spreadsheet_would_run_is_a_text(begin: str) -> None:
    _, rows = asyncio.run(read_back([[f"{begin}HYPERLINK(1)", 1]]))
    assert rows == [["a", "b"], [f"'{begin}HYPERLINK(1)", "1"]]


@pytest.mark.parametrize(
    "name", ['Ada, "the first"', "two\nlines", "\u00e9\u4e16\u754c\U0001f333", "a=b", ""], ids=repr
)
def test_a_name_survives_as_it_is(name: str) -> None:
    _, rows = asyncio.run(read_back([[name, None], ["next", 2.5]]))
    assert rows == [["a", "b"], [name, ""], ["next", "2.5"]]


def test_a_large_table_comes_in_pieces() -> None:
    pieces, rows = asyncio.run(read_back([[number, number] for number in range(2 * ROWS_EACH_TIME + 1)]))
    assert (len(pieces), len(rows)) == (4, 2 * ROWS_EACH_TIME + 2)

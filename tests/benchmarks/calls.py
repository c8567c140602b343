"""The calls that the judge draws for the textbook solution, with what the reference gives for them, in a file.

`python -m tests.benchmarks.calls FILE CACHE_DIR` writes it. Reading it needs nothing of Arborist, because the peers
read it too, in environments of their own.
"""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grader.judge.shelf import Shelf
    from grader.values import MappingValue

PROBLEM_ID = "state_zero_kernel"


def main() -> None:
    file, cache_dir = Path(sys.argv[1]), Path(sys.argv[2])
    file.write_text(json.dumps(_write_calls(cache_dir)), encoding="utf-8")


def _write_calls(cache_dir: Path) -> list[dict[str, Any]]:
    """In the order in which the judge makes them. JSON as Python has it: NaN and Infinity stand for themselves."""
    from grader.catalogue import DEFAULT_PROBLEMS_DIR
    from grader.judge.shelf import open_shelf, prepare

    prepare(DEFAULT_PROBLEMS_DIR, cache_dir)
    shelf = open_shelf(DEFAULT_PROBLEMS_DIR, cache_dir)
    return [_write_call(shelf, call) for call in find_calls(shelf)]


def find_calls(shelf: "Shelf") -> "Iterator[MappingValue]":
    """Finite, dyed and non-finite ones, of the suite by which the judge judges the textbook solution."""
    from grader.judge.seeds import choose_seed
    from grader.judge.suite import Section
    from tests.benchmarks.submissions import Kind, read_source

    exercise = shelf.exercises[PROBLEM_ID]
    suite = shelf.suites.get(exercise, choose_seed(exercise.problem, read_source(Kind.ACCEPTED).encode()))
    for section in (Section.FINITE, Section.DYED, Section.NON_FINITE):
        yield from (case.call for case in suite.cases[section])


def _write_call(shelf: "Shelf", call: "MappingValue") -> dict[str, Any]:
    """With what the reference gives without a dye: the peers know none."""
    from grader.values import ArrayValue, to_python

    expected = shelf.exercises[PROBLEM_ID].answer(call)
    assert isinstance(expected, ArrayValue)
    arguments = to_python(call)
    return {**arguments, "x": arguments["x"].tolist(), "expected": expected.to_numpy().tolist()}


if __name__ == "__main__":
    main()

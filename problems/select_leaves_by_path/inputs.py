"""Hypothesis strategies for the calls of select_leaves_by_path, by kind. Judge only.

Some mistakes show for a few indices only: "1" is part of "10" and "11", and gates are numbered 0 and 1. So those
have kinds of their own. A kind shrinks toward seed 0, a single number in x, and its first index.
"""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed and index: an int. x: f32[d]."""

Numbers: TypeAlias = tuple[float, ...]
"""What x is drawn from, simplest first."""

LENGTHS = (1, 3)
BLOCKS = range(12)

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)


def with_negatives(numbers: Numbers) -> Numbers:
    return numbers + tuple(-number for number in numbers)


# Whole numbers and eighths: exact in float32, short in print.
NON_ZERO = with_negatives((*range(1, 17), *(eighths / 8 for eighths in range(1, 40) if eighths % 8)))
NEGATIVE = tuple(number for number in NON_ZERO if number < 0)


@st.composite
def calls(
    draw: DrawFn,
    indices: tuple[int, ...] = tuple(BLOCKS),
    numbers: Numbers = NON_ZERO,
    seeds: SearchStrategy[int] = SMALL_SEEDS,
) -> Arguments:
    length = draw(st.sampled_from(LENGTHS))
    x = [draw(st.sampled_from(numbers)) for _ in range(length)]
    return {"seed": draw(seeds), "x": np.array(x, np.float32), "index": draw(st.sampled_from(indices))}


FINITE: dict[str, SearchStrategy[Arguments]] = {
    "one digit": calls(tuple(range(2, 10))),
    "block zero": calls((0,)),
    "block one": calls((1,)),
    "block two": calls((2,)),
    "two digits": calls((10, 11)),
    "all zeros": calls(numbers=(0.0,)),
    "all negative": calls(numbers=NEGATIVE),
    "large seed": calls(seeds=LARGE_SEEDS),
}

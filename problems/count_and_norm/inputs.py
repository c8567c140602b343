"""Hypothesis strategies for the calls of count_and_norm, by kind. Judge only.

A kind shrinks toward seed 0 and a single offset of one.
"""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed: an int. offsets: f32[n]."""

Numbers: TypeAlias = tuple[float, ...]
"""What the offsets are drawn from, simplest first."""

# Each length makes eight shapes of parameters, all of which a fresh worker compiles.
LENGTHS = (1, 3)

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)


def with_negatives(numbers: Numbers) -> Numbers:
    return numbers + tuple(-number for number in numbers)


# Whole numbers and eighths: exact in float32, short in print. All are large beside the kernels' numbers, so that a
# mistake in the first layer's norm is not lost in rounding.
NON_ZERO = with_negatives((*range(1, 33), *(eighths / 8 for eighths in range(1, 40) if eighths % 8)))
NEGATIVE = tuple(number for number in NON_ZERO if number < 0)
LARGE = with_negatives(tuple(float(digit * 10**power) for power in range(3, 6) for digit in range(1, 10)))
# The first offset is a gain, whose norm is compared by itself: it must not vanish beside the tolerance.
TINY = with_negatives(tuple(digit / 10**power for power in (2, 3, 4) for digit in range(1, 10)))


@st.composite
def calls(
    draw: DrawFn,
    numbers: Numbers = NON_ZERO,
    lengths: tuple[int, ...] = LENGTHS,
    seeds: SearchStrategy[int] = SMALL_SEEDS,
) -> Arguments:
    length = draw(st.sampled_from(lengths))
    offsets = [draw(st.sampled_from(numbers)) for _ in range(length)]
    return {"seed": draw(seeds), "offsets": np.array(offsets, np.float32)}


FINITE: dict[str, SearchStrategy[Arguments]] = {
    "ordinary": calls(),
    "all zeros": calls((0.0,)),
    "all negative": calls(NEGATIVE),
    "one offset": calls(lengths=(1,)),
    "large magnitudes": calls(LARGE),
    "tiny magnitudes": calls(TINY),
    "large seed": calls(seeds=LARGE_SEEDS),
}

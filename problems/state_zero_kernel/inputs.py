"""Hypothesis strategies for the calls of state_zero_kernel, by kind. Judge only.

The judge gives each kind of a mapping the same share of its calls, so that a mistake which a single kind shows
is found every time. A kind shrinks toward seed 0, the fewest and simplest numbers in x, and one feature.
"""

import math
from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed and features: a float that holds an int. x: f32[n]."""

Numbers: TypeAlias = tuple[float, ...]
"""What x is drawn from, simplest first."""

Shape: TypeAlias = tuple[int, int]
"""(n, features): the length of x and of the result."""

# A new shape costs a compile in each fresh worker (0.1 to 0.6 s), so these nine serve every kind; the visible
# examples use three of them. The shortest x comes first: a call with fewer draws counts as the simpler one.
SHAPES: tuple[Shape, ...] = ((1, 1), (1, 3), (2, 4), (3, 1), (3, 7), (4, 6), (5, 5), (6, 12), (8, 4))
SEVERAL_NUMBERS = tuple(shape for shape in SHAPES if shape[0] > 1)

# A tint varies from element to element: with fewer than four of them it might pass for one number. The dyed calls
# have a worker of their own, which loads every shape again: three are enough to see what the steps do.
SHAPES_FOR_DYE: tuple[Shape, ...] = ((2, 4), (3, 7), (5, 5))

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)
ANY_SEEDS = st.integers(0, 2**31 - 1)


def with_negatives(numbers: Numbers) -> Numbers:
    return numbers + tuple(-number for number in numbers)


# Whole numbers and eighths: exact in float32, short in print.
WHOLE = with_negatives(tuple(float(number) for number in range(1, 61)))
EIGHTHS = with_negatives(tuple(eighths / 8 for eighths in range(1, 80) if eighths % 8))
NON_ZERO = WHOLE + EIGHTHS
NEGATIVE = tuple(number for number in NON_ZERO if number < 0)
# Named 30 times, so that about one number in ten is a zero.
ORDINARY = NON_ZERO + (0.0,) * 30

# One digit times a power of ten. 1e-30 is still a normal float32, so no processor flushes it to zero.
LARGE = with_negatives((*(float(f"{digit}e{power}") for power in range(5, 30) for digit in range(1, 10)), 1e30))
TINY = with_negatives(tuple(float(f"{digit}e-{power}") for power in range(3, 31) for digit in range(1, 10)))
ANY_FINITE = ORDINARY + LARGE + TINY

INFINITIES = (math.inf, -math.inf)
NON_FINITE_NUMBERS = (math.nan, *INFINITIES)


@st.composite
def calls(
    draw: DrawFn,
    numbers: Numbers = ORDINARY,
    shapes: tuple[Shape, ...] = SHAPES,
    seeds: SearchStrategy[int] = SMALL_SEEDS,
    spoilers: Numbers = (),
) -> Arguments:
    """A call with x drawn from `numbers`, but for one drawn place that holds one of `spoilers`, if any are given."""
    n, features = draw(st.sampled_from(shapes))
    # One draw per number, whatever its kind: numbers that took different counts of draws would shrink oddly.
    x = [draw(st.sampled_from(numbers)) for _ in range(n)]
    if spoilers:
        x[draw(st.integers(0, n - 1))] = draw(st.sampled_from(spoilers))
    return {"seed": float(draw(seeds)), "x": np.array(x, np.float32), "features": float(features)}


# "ordinary" begins with shape (1, 1), so the kinds after it need not repeat that one.
FINITE: dict[str, SearchStrategy[Arguments]] = {
    "ordinary": calls(),
    "all zeros": calls((0.0,)),
    "all negative": calls(NEGATIVE),
    "length one": calls(shapes=((1, 3),)),
    "features one": calls(shapes=((3, 1),)),
    "features seven": calls(shapes=((3, 7),)),
    "features equal to the length": calls(shapes=((5, 5),)),
    "more than eight features": calls(shapes=((6, 12),)),
    "large seed": calls(seeds=LARGE_SEEDS),
    "large magnitudes": calls(LARGE),
    "tiny magnitudes": calls(TINY),
    "mixed": calls(ANY_FINITE, SEVERAL_NUMBERS, ANY_SEEDS),
}

NON_FINITE: dict[str, SearchStrategy[Arguments]] = {
    "one NaN": calls(spoilers=(math.nan,)),
    "some infinities": calls(ORDINARY + INFINITIES * 50, spoilers=INFINITIES),
    "all NaN": calls((math.nan,), SEVERAL_NUMBERS),
    "mixed": calls(ANY_FINITE + NON_FINITE_NUMBERS * 200, SEVERAL_NUMBERS, spoilers=NON_FINITE_NUMBERS),
}

# No zero in x, so that a tint of the kernel always shows.
DYED: SearchStrategy[Arguments] = calls(NON_ZERO, SHAPES_FOR_DYE)

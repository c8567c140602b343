"""Hypothesis strategies for the calls of parameters_only, by kind. Judge only.

A kind shrinks toward seed 0, fewer and simpler numbers, and fewer passes.
"""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed and passes: an int. x: f32[n, d]. factor: a float."""

Numbers: TypeAlias = tuple[float, ...]
"""What numbers are drawn from, simplest first."""

# A new shape costs some fifteen compiles in each fresh worker.
SHAPES: tuple[tuple[int, int], ...] = ((2, 3), (4, 2))

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)


def with_negatives(numbers: Numbers) -> Numbers:
    return numbers + tuple(-number for number in numbers)


# Exact in float32 and of one magnitude: on its way an input is multiplied by four parameters, so it grows.
WHOLE = with_negatives((1.0, 2.0, 3.0))
EIGHTHS = with_negatives(tuple(eighths / 8 for eighths in range(1, 24) if eighths % 8))
ORDINARY = (*WHOLE, *EIGHTHS, 0.0)
# Never 1, which changes nothing.
FACTORS = (2.0, 3.0, 0.5, 0.25, 1.5)
NEGATIVE_FACTORS = tuple(-factor for factor in (1.0, *FACTORS))


@st.composite
def calls(
    draw: DrawFn,
    factors: Numbers = FACTORS,
    passes: tuple[int, ...] = (1, 2, 3),
    numbers: Numbers = ORDINARY,
    seeds: SearchStrategy[int] = SMALL_SEEDS,
) -> Arguments:
    n, d = draw(st.sampled_from(SHAPES))
    x = [[draw(st.sampled_from(numbers)) for _ in range(d)] for _ in range(n)]
    return {
        "seed": draw(seeds),
        "x": np.array(x, np.float32),
        "factor": draw(st.sampled_from(factors)),
        "passes": draw(st.sampled_from(passes)),
    }


FINITE: dict[str, SearchStrategy[Arguments]] = {
    "ordinary": calls(),
    "negative factor": calls(NEGATIVE_FACTORS),
    "factor zero": calls((0.0,)),
    "no pass": calls(passes=(0,)),
    "several passes": calls(passes=(2, 3)),
    "all zeros": calls(numbers=(0.0,)),
    "large seed": calls(seeds=LARGE_SEEDS),
}

"""Hypothesis strategies for the calls of cast_floating_leaves, by kind. Judge only.

The judge gives each kind of a mapping the same share of its calls. A call shrinks toward seed 0, few and small
numbers in x, and few steps.
"""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed, features, steps: an int. x: f32[n]."""

# (n, features). A new shape costs a compile in each fresh worker.
SHAPES = ((2, 3), (3, 2), (4, 5))

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)

# bfloat16 holds whole numbers up to 256 exactly, float16 up to 2048, float32 up to 2**24; then no odd ones any more.
FEW_STEPS = st.integers(0, 256)
HUNDREDS_OF_STEPS = st.integers(128, 999).map(lambda half: 2 * half + 1)
THOUSANDS_OF_STEPS = st.integers(1024, 49_999).map(lambda half: 2 * half + 1)
MILLIONS_OF_STEPS = st.integers(2**23, 2**30 - 1).map(lambda half: 2 * half + 1)

# Halves up to 4, without zero: exact in bfloat16, so that the rounding seen is that of the parameters.
WHOLE = (1.0, 2.0, 3.0, 4.0)
HALVES = (0.5, 1.5, 2.5, 3.5)
NUMBERS = WHOLE + HALVES + tuple(-number for number in WHOLE + HALVES)


@st.composite
def calls(draw: DrawFn, steps: SearchStrategy[int] = FEW_STEPS, seeds: SearchStrategy[int] = SMALL_SEEDS) -> Arguments:
    n, features = draw(st.sampled_from(SHAPES))
    x = [draw(st.sampled_from(NUMBERS)) for _ in range(n)]
    return {"seed": draw(seeds), "x": np.array(x, np.float32), "features": features, "steps": draw(steps)}


FINITE: dict[str, SearchStrategy[Arguments]] = {
    "few steps": calls(),
    "hundreds of steps": calls(HUNDREDS_OF_STEPS),
    "thousands of steps": calls(THOUSANDS_OF_STEPS),
    "millions of steps": calls(MILLIONS_OF_STEPS, LARGE_SEEDS),
}

"""Hypothesis strategies for the calls of new_problem, by kind. Judge only.

CHANGE: each kind gets an equal share of the calls, so a mistake that a single kind shows is found every time. Let a
kind shrink toward the simplest call: what stands first in `sampled_from` counts as the simplest.
"""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed: int. x: f32[n]. factor: float."""

# Few shapes, many values: a new shape costs a compile in each fresh worker.
LENGTHS = (2, 3, 5)

# Whole numbers and halves: exact in float32, short in print.
NUMBERS = tuple(sign * halves / 2 for halves in range(1, 40) for sign in (1, -1))
FACTORS = (2.0, -2.0, 0.5, -0.5, 3.0, 10.0, 0.25)


@st.composite
def calls(
    draw: DrawFn,
    lengths: tuple[int, ...] = LENGTHS,
    numbers: tuple[float, ...] = NUMBERS,
    factors: tuple[float, ...] = FACTORS,
) -> Arguments:
    n = draw(st.sampled_from(lengths))
    x = [draw(st.sampled_from(numbers)) for _ in range(n)]
    return {"seed": draw(st.integers(0, 999)), "x": np.array(x, np.float32), "factor": draw(st.sampled_from(factors))}


FINITE: dict[str, SearchStrategy[Arguments]] = {
    "ordinary": calls(),
    "as long as the result": calls(lengths=(3,)),
    "zeros": calls(numbers=(0.0,)),
    "factor zero": calls(factors=(0.0,)),
    "factor one": calls(factors=(1.0,)),
}

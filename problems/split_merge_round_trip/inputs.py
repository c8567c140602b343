"""Hypothesis strategies for the calls of split_merge_round_trip, by kind. Judge only.

The judge gives each kind of a mapping the same share of its calls. A call shrinks toward seed 0, few layers, and
small positive whole numbers in x.
"""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed, width, depth: an int. x: f32[n]."""

Shape: TypeAlias = tuple[int, int, int]
"""(n, width, depth)."""

# A new shape costs a compile in each fresh worker. Four outputs or more: with fewer, a tint might pass for one number.
ONE_LAYER: Shape = (2, 4, 1)
TWO_LAYERS: Shape = (5, 4, 2)
THREE_LAYERS: Shape = (3, 6, 3)
SHAPES = (ONE_LAYER, TWO_LAYERS, THREE_LAYERS)

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)

# Halves up to 8, without zero: exact in float32, short in print.
WHOLE = tuple(float(number) for number in range(1, 9))
HALVES = tuple(number - 0.5 for number in WHOLE)
NUMBERS = WHOLE + HALVES + tuple(-number for number in WHOLE + HALVES)


@st.composite
def calls(draw: DrawFn, shapes: tuple[Shape, ...] = SHAPES, seeds: SearchStrategy[int] = SMALL_SEEDS) -> Arguments:
    n, width, depth = draw(st.sampled_from(shapes))
    x = [draw(st.sampled_from(NUMBERS)) for _ in range(n)]
    return {"seed": draw(seeds), "x": np.array(x, np.float32), "width": width, "depth": depth}


FINITE: dict[str, SearchStrategy[Arguments]] = {
    "one layer": calls((ONE_LAYER,)),
    "two layers": calls((TWO_LAYERS,)),
    "three layers": calls((THREE_LAYERS,)),
    "large seed": calls(seeds=LARGE_SEEDS),
}

DYED: SearchStrategy[Arguments] = calls()

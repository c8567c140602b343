"""Hypothesis strategies for the calls of perturb_leaves, by kind. Judge only.

The judge gives each kind of a mapping the same share of its calls. A call shrinks toward small seeds, few and small
numbers in x, and a scale of one.
"""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed, noise_seed, width: an int. x: f32[n]. scale: a float."""

# (n, width). A new shape costs a compile in each fresh worker. In the second, two of the kernels have the same shape.
SHAPES = ((2, 3), (4, 2))
EQUAL_SHAPES = ((4, 2),)

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)

# Powers of two: exact, short in print, and none of them its own square but one.
SCALES = (1.0, 0.5, 2.0, 0.25)
NEGATIVE_SCALES = tuple(-scale for scale in SCALES)

# Halves up to 4, without zero.
WHOLE = (1.0, 2.0, 3.0, 4.0)
HALVES = (0.5, 1.5, 2.5, 3.5)
NUMBERS = WHOLE + HALVES + tuple(-number for number in WHOLE + HALVES)


@st.composite
def calls(
    draw: DrawFn,
    shapes: tuple[tuple[int, int], ...] = SHAPES,
    scales: tuple[float, ...] = SCALES,
    seeds: SearchStrategy[int] = SMALL_SEEDS,
) -> Arguments:
    n, width = draw(st.sampled_from(shapes))
    x = [draw(st.sampled_from(NUMBERS)) for _ in range(n)]
    return {
        "seed": draw(seeds),
        "noise_seed": draw(seeds),
        "x": np.array(x, np.float32),
        "width": width,
        "scale": draw(st.sampled_from(scales)),
    }


FINITE: dict[str, SearchStrategy[Arguments]] = {
    "ordinary": calls(),
    "kernels of equal shape": calls(EQUAL_SHAPES),
    "negative scale": calls(scales=NEGATIVE_SCALES),
    "no noise": calls(scales=(0.0,)),
    "small scale": calls(scales=(0.125,)),
    "large seeds": calls(seeds=LARGE_SEEDS),
}

"""Hypothesis strategies for the calls of ablate_layer, by kind. Judge only."""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed, depth: int. x: f32[n, width]."""

Shape: TypeAlias = tuple[int, int, int]
"""(n, width, depth)."""

# Every shape costs compiles in each fresh worker. From eleven layers on, the name of one begins like another's, and
# sorting the names as text no longer sorts the layers.
TWO_LAYERS: Shape = (1, 2, 2)
THREE_LAYERS: Shape = (2, 3, 3)
ELEVEN_LAYERS: Shape = (2, 2, 11)
SHORT_TOWERS = (TWO_LAYERS, THREE_LAYERS)

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)

# Eighths from -2 to 2, simplest first: exact in float32, short in print, and the sigmoid does not flatten them.
EIGHTHS = [eighths / 8 for eighths in range(-16, 17)]
NUMBERS = tuple(sorted(EIGHTHS, key=lambda number: (number % 1, abs(number), -number)))
NEGATIVE = tuple(number for number in NUMBERS if number < 0)


@st.composite
def calls(
    draw: DrawFn,
    shapes: tuple[Shape, ...],
    numbers: tuple[float, ...] = NUMBERS,
    seeds: SearchStrategy[int] = SMALL_SEEDS,
) -> Arguments:
    n, width, depth = draw(st.sampled_from(shapes))
    seed = draw(seeds)
    x = [draw(st.sampled_from(numbers)) for _ in range(n * width)]
    return {"seed": seed, "x": np.array(x, np.float32).reshape(n, width), "depth": depth}


# A tower of eleven layers runs twelve times: one kind of them is enough.
FINITE: dict[str, SearchStrategy[Arguments]] = {
    "two layers": calls((TWO_LAYERS,)),
    "three layers": calls((THREE_LAYERS,)),
    "all zeros": calls(SHORT_TOWERS, (0.0,)),
    "all negative": calls(SHORT_TOWERS, NEGATIVE),
    "large seeds": calls(SHORT_TOWERS, seeds=LARGE_SEEDS),
    "eleven layers": calls((ELEVEN_LAYERS,)),
}

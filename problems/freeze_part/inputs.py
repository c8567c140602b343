"""Hypothesis strategies for the calls of freeze_part, by kind. Judge only."""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed, steps: int. rate: float. x: f32[n, inputs]. y: f32[n, outputs]."""

# (n, inputs, outputs). Every shape costs compiles in each fresh worker, and a gradient takes many.
SHAPES = ((2, 3, 1), (3, 2, 2))

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)

# Large enough for every step to show, small enough for three of them not to run away.
RATES = (0.25, 0.125, 0.0625)

# Eighths from -2 to 2, simplest first: exact in float32, short in print, and tanh does not flatten them.
EIGHTHS = [eighths / 8 for eighths in range(-16, 17)]
NUMBERS = tuple(sorted(EIGHTHS, key=lambda number: (number % 1, abs(number), -number)))


@st.composite
def calls(draw: DrawFn, steps: tuple[int, ...], seeds: SearchStrategy[int] = SMALL_SEEDS) -> Arguments:
    n, inputs, outputs = draw(st.sampled_from(SHAPES))
    seed = draw(seeds)
    x, y = (
        np.array([draw(st.sampled_from(NUMBERS)) for _ in range(n * width)], np.float32).reshape(n, width)
        for width in (inputs, outputs)
    )
    return {"seed": seed, "x": x, "y": y, "rate": draw(st.sampled_from(RATES)), "steps": draw(st.sampled_from(steps))}


# One step tells what is trained and what decays, the second whether momentum is kept, the third whether it goes on.
FINITE: dict[str, SearchStrategy[Arguments]] = {
    "one step": calls((1,)),
    "two steps": calls((2,)),
    "three steps": calls((3,)),
    "large seeds": calls((1, 2), LARGE_SEEDS),
}

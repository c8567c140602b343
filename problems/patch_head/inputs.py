"""Hypothesis strategies for the calls of patch_head, by kind. Judge only."""

from typing import TypeAlias

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Arguments: TypeAlias = dict[str, object]
"""seed, head_seed, old_classes, classes: int. x: f32[n, inputs]."""

Shape: TypeAlias = tuple[int, int, int, int]
"""(n, inputs, old_classes, classes)."""

# Every shape costs compiles in each fresh worker. Where both numbers of classes are the same, nothing but the values
# tells the old head from the new one; where they differ, no other length is theirs.
SAME_CLASSES: Shape = (1, 3, 3, 3)
MORE_CLASSES: Shape = (2, 5, 2, 4)
FEWER_CLASSES: Shape = (2, 5, 4, 2)
SHAPES = (SAME_CLASSES, MORE_CLASSES, FEWER_CLASSES)

SMALL_SEEDS = st.integers(0, 999)
LARGE_SEEDS = st.integers(2**20, 2**31 - 1)

# Eighths from -2 to 2, simplest first: exact in float32, short in print, and tanh does not flatten them.
EIGHTHS = [eighths / 8 for eighths in range(-16, 17)]
NUMBERS = tuple(sorted(EIGHTHS, key=lambda number: (number % 1, abs(number), -number)))


@st.composite
def calls(draw: DrawFn, shapes: tuple[Shape, ...], seeds: SearchStrategy[int] = SMALL_SEEDS) -> Arguments:
    n, inputs, old_classes, classes = draw(st.sampled_from(shapes))
    seed = draw(seeds)
    # A head drawn from the model's own seed must be seen to be wrong.
    head_seed = draw(seeds.filter(lambda other: other != seed))
    numbers = [draw(st.sampled_from(NUMBERS)) for _ in range(n * inputs)]
    x = np.array(numbers, np.float32).reshape(n, inputs)
    return {"seed": seed, "head_seed": head_seed, "x": x, "old_classes": old_classes, "classes": classes}


FINITE: dict[str, SearchStrategy[Arguments]] = {
    "same number of classes": calls((SAME_CLASSES,)),
    "more classes": calls((MORE_CLASSES,)),
    "fewer classes": calls((FEWER_CLASSES,)),
    "large seeds": calls(SHAPES, LARGE_SEEDS),
}

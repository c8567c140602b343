"""Dye: random tints put on the values that pass a problem's steps, to see whether they did.

The judge and a worker make the same tints from the same few numbers, so no array of them is ever sent. A tint is
a multiple of 1/1024 below 1, and zero on a random part of the elements: sums of tints are exact in float32, and
every element sees another combination of steps.
"""

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

TINTED_PART = 0.75
"""Of the elements, by chance; at least one."""


@dataclass(frozen=True, slots=True)
class Dye:
    """`times` says how often each step's tint is put on: once, or not at all where the step is not in it.

    A worker's dye never changes: honest code may keep compiled functions, with the tint inside.
    The reference is also run with a step's tint put on twice, to recognise a submission that takes it twice.
    """

    seed: int
    times: Mapping[str, int]

    def only(self, step: str) -> "Dye":
        """The same tints, but of one step alone, put on once."""
        return Dye(self.seed, {step: 1})

    def tint(self, step: str, name: str, shape: tuple[int, ...]) -> np.ndarray[Any, Any]:
        """float32[shape], the same in every process: the tint of `step` on the value called `name`."""
        entropy = [self.seed, zlib.crc32(f"{step}/{name}".encode()), *shape]
        generator = np.random.Generator(np.random.PCG64(entropy))
        amounts = generator.integers(1, 1024, size=shape)
        is_tinted = np.asarray(generator.random(size=shape) < TINTED_PART)
        if is_tinted.size:
            is_tinted.reshape(-1)[generator.integers(is_tinted.size)] = True  # a step without any tint is not seen
        return (amounts * is_tinted * self.times.get(step, 0) / 1024).astype(np.float32)

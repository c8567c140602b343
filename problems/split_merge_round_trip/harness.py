"""How a submission of split_merge_round_trip is called, and where its dye goes.

The only file of this problem that enters a worker, so it holds no answer. The judge uses it too, to run the
reference under the same dye.

Where the tints go:
    split    on the biases in the states that `nnx.split` returns.
    merge    on the biases that go into `nnx.merge`.
    forward  on what a linear layer's own call returns.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import jax.numpy as jnp
import numpy as np
from flax import nnx

from grader.worker.doors import add, change_leaves, tinted_doors
from grader.worker.dye import Dye


def call(function: Callable[..., Any], seed: int, x: np.ndarray[Any, Any], width: int, depth: int) -> Any:
    """`function(seed, x, width, depth)` with x as a fresh f32[n] on the default device."""
    return function(seed, jnp.asarray(x), width, depth)


def dyed(dye: Dye) -> AbstractContextManager[None]:
    """While it lasts, the public doors of the steps tint what passes through them."""
    tints = _Tints(dye)
    return tinted_doors(split=tints.split, merge=tints.merge, calls={nnx.Linear: tints.forward})


class _Tints:
    """The tints of one dye on the states and outputs of this problem."""

    def __init__(self, dye: Dye) -> None:
        self.dye = dye

    def on_biases(self, step: str, state: Any) -> Any:
        return change_leaves(state, "bias", lambda bias: add(bias, self.dye.tint(step, "bias", bias.shape)))

    def split(self, original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        graphdef, *states = original(*args, **kwargs)
        return (graphdef, *(self.on_biases("split", state) for state in states))

    def merge(self, original: Callable[..., Any], graphdef: Any, *states: Any, **kwargs: Any) -> Any:
        return original(graphdef, *(self.on_biases("merge", state) for state in states), **kwargs)

    def forward(self, original: Callable[..., Any], layer: Any, *args: Any, **kwargs: Any) -> Any:
        y = original(layer, *args, **kwargs)
        return add(y, self.dye.tint("forward", "output", y.shape[-1:]))

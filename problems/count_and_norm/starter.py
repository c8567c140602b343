"""Count the parameters of each layer, and measure their norm."""

import jax
import jax.numpy as jnp
from flax import nnx


class Calls(nnx.Variable):
    """How often a block has run: counted, not trained."""


class Block(nnx.Module):
    def __init__(self, gain, width, rngs):
        self.gain = nnx.Param(gain)
        self.linear = nnx.Linear(width, width, rngs=rngs)
        self.norm = nnx.BatchNorm(width, rngs=rngs)
        self.dropout = nnx.Dropout(0.5)
        self.calls = Calls(jnp.array(3))


class Net(nnx.Module):
    def __init__(self, offsets, rngs):
        width = offsets.size
        self.linear = nnx.Linear(3, width, rngs=rngs)
        self.linear.bias[...] = offsets
        self.block = Block(offsets[0], width, rngs)
        self.head = nnx.Linear(width, 2, use_bias=False, rngs=rngs)


def count_and_norm(seed: int, offsets: jax.Array) -> dict[str, dict]:
    """Return, by layer name, how many parameters the layer holds itself and the L2 norm of them all.

    Args:
        seed: for the model's random parameters.
        offsets: float32[n], what Net is built with.

    Returns:
        For example {"linear": {"count": 8, "norm": float32[]}, "block": ...}; the count is an int.
    """
    # 1. Build Net(offsets, nnx.Rngs(seed)).

    # 2. Take the state of its parameters only: of all variables of type nnx.Param.

    # 3. Go through the paths, and gather the arrays of each layer under its name:
    #    all of the path but its last name, joined with dots.

    # 4. For each layer, give the number of elements of its arrays, and the square root of the sum of their squares.
    raise NotImplementedError("Replace this line by your solution.")

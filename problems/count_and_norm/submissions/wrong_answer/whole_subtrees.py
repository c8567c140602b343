"""Counts for each module all that lies below it.

Misconception: The block was given the parameters of its sublayers as well, because their paths begin with its own.
Hint: A parameter belongs to one layer only: the one whose path is the parameter's without its last name.
"""

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


def count_and_norm(seed, offsets):
    model = Net(offsets, nnx.Rngs(seed))
    flat = list(nnx.to_flat_state(nnx.state(model, nnx.Param)))
    result = {}
    for layer in {path[:-1] for path, _ in flat}:
        arrays = [param[...] for path, param in flat if path[: len(layer)] == layer]
        result[".".join(layer)] = {
            "count": sum(array.size for array in arrays),
            "norm": jnp.sqrt(sum(jnp.sum(array**2) for array in arrays)),
        }
    return result

"""Leaves out whatever is not called kernel.

Misconception: Only kernels were looked at, so biases are missing, and so are the layers that have no kernel.
Hint: Choose parameters by their type and not by their name: the normalisation has a scale, and the block a gain.
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
    result = {}
    for path, param in nnx.to_flat_state(nnx.state(model, nnx.Param)):
        if path[-1] == "kernel":
            result[".".join(path[:-1])] = {"count": param.size, "norm": jnp.linalg.norm(param[...])}
    return result

"""Reads the bias of a layer that has none.

Misconception: A bias was read where there is none: with use_bias=False, an nnx.Linear has None for its bias.
Hint: Do not name the parameters that a layer should have: ask the model for those that it has.
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
    result = {}
    for path, module in nnx.iter_modules(Net(offsets, nnx.Rngs(seed))):
        if isinstance(module, nnx.Linear):
            arrays = [module.kernel[...], module.bias[...]]
            result[".".join(path)] = {
                "count": sum(array.size for array in arrays),
                "norm": jnp.sqrt(sum(jnp.sum(array**2) for array in arrays)),
            }
    return result

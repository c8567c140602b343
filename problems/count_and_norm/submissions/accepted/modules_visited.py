"""Visits the modules, and looks at the parameters that each holds itself."""

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


def own_parameters(module):
    return [value[...] for value in vars(module).values() if isinstance(value, nnx.Param)]


def count_and_norm(seed, offsets):
    model = Net(offsets, nnx.Rngs(seed))
    result = {}
    for path, module in nnx.iter_modules(model):
        arrays = own_parameters(module)
        if arrays:
            squares = [jnp.sum(jnp.square(array)) for array in arrays]
            result[".".join(path)] = {
                "count": sum(array.size for array in arrays),
                "norm": jnp.sqrt(sum(squares)),
            }
    return result

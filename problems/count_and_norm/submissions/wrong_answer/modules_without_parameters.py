"""Lists each module, whether or not it has parameters.

Misconception: Modules without any parameter of their own were listed too: the dropout, and the model itself.
Hint: A layer is a module that holds at least one parameter itself: leave the others out.
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
        arrays = [value[...] for value in vars(module).values() if isinstance(value, nnx.Param)]
        result[".".join(path)] = {
            "count": sum(array.size for array in arrays),
            "norm": jnp.sqrt(jnp.asarray(sum(jnp.sum(array**2) for array in arrays), jnp.float32)),
        }
    return result

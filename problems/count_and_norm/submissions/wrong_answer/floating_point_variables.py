"""Takes every floating-point variable for a parameter.

Misconception: Floating-point numbers were taken for parameters: the BatchNorm's running mean and variance are such numbers too.
Hint: A dtype does not tell what a variable is for, its type does: nnx.Param is trained, nnx.BatchStat is not.
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
    layers = {}
    for path, variable in nnx.to_flat_state(nnx.state(model)):
        if jnp.issubdtype(variable.dtype, jnp.floating):
            layers.setdefault(".".join(path[:-1]), []).append(variable[...])
    return {
        name: {
            "count": sum(array.size for array in arrays),
            "norm": jnp.sqrt(sum(jnp.sum(array**2) for array in arrays)),
        }
        for name, arrays in layers.items()
    }

"""Takes a third parameter, which nobody gives."""

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


def count_and_norm(seed, offsets, model):
    model = Net(offsets, nnx.Rngs(seed))
    layers = {}
    for path, param in nnx.to_flat_state(nnx.state(model, nnx.Param)):
        layers.setdefault(".".join(path[:-1]), []).append(param[...])
    return {
        name: {
            "count": sum(array.size for array in arrays),
            "norm": jnp.sqrt(sum(jnp.sum(array**2) for array in arrays)),
        }
        for name, arrays in layers.items()
    }

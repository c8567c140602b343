"""Sorts the paths and groups neighbours."""

import itertools
import math

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


def layer_of(item):
    return item[0][:-1]


def count_and_norm(seed, offsets):
    model = Net(offsets, nnx.Rngs(seed))
    flat = sorted(nnx.to_flat_state(nnx.state(model, nnx.Param)), key=layer_of)
    result = {}
    for layer, members in itertools.groupby(flat, key=layer_of):
        arrays = [param[...] for _, param in members]
        norms = jnp.stack([jnp.linalg.norm(array) for array in arrays])
        result[".".join(layer)] = {
            "count": sum(math.prod(array.shape) for array in arrays),
            "norm": jnp.linalg.norm(norms),
        }
    return result

"""Defines a method of another name instead of the function."""

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


class Report(Net):
    def count_and_norm(self):
        return {}

"""Joins key objects as if they were texts.

Misconception: The elements of a jax.tree_util path are key objects, which str.join does not take.
Hint: Take the .key of each, or use nnx.to_flat_state, whose paths are tuples of names.
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
    params = nnx.state(Net(offsets, nnx.Rngs(seed)), nnx.Param)
    return {
        ".".join(path[:-2]): {"count": leaf.size, "norm": jnp.linalg.norm(leaf)}
        for path, leaf in jax.tree_util.tree_leaves_with_path(params)
    }

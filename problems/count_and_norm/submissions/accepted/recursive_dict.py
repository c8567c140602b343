"""Walks down the plain dict of the parameters."""

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


def visit(tree, path, result):
    arrays = [value for value in tree.values() if not isinstance(value, dict)]
    if arrays:
        flat = jnp.concatenate([jnp.ravel(array) for array in arrays])
        result[".".join(path)] = {"count": flat.size, "norm": jnp.linalg.norm(flat)}
    for key, value in tree.items():
        if isinstance(value, dict):
            visit(value, (*path, key), result)
    return result


def count_and_norm(seed, offsets):
    model = Net(offsets, nnx.Rngs(seed))
    return visit(nnx.to_pure_dict(nnx.state(model, nnx.Param)), (), {})

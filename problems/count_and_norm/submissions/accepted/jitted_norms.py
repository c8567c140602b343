"""Computes all norms in one jitted function."""

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


@jax.jit
def norms_of(layers):
    return {name: jnp.sqrt(sum(jnp.vdot(array, array) for array in arrays)) for name, arrays in layers.items()}


def count_and_norm(seed, offsets):
    _, params, _ = nnx.split(Net(offsets, nnx.Rngs(seed)), nnx.Param, ...)
    layers = {}
    for path, leaf in jax.tree_util.tree_leaves_with_path(params):
        *layer, _ = [part.key for part in path if hasattr(part, "key")]
        layers.setdefault(".".join(layer), []).append(leaf)
    norms = norms_of(layers)
    return {
        name: {"count": sum(leaf.size for leaf in leaves), "norm": norms[name]} for name, leaves in layers.items()
    }

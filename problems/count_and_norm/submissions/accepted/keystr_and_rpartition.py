"""Makes text of jax.tree_util's paths, and cuts off the last names."""

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
    params = nnx.to_pure_dict(nnx.state(Net(offsets, nnx.Rngs(seed)), nnx.Param))
    counts, squares = {}, {}
    for path, leaf in jax.tree_util.tree_leaves_with_path(params):
        name, _, _ = jax.tree_util.keystr(path, simple=True, separator=".").rpartition(".")
        counts[name] = counts.get(name, 0) + leaf.size
        squares[name] = squares.get(name, 0.0) + jnp.sum(leaf * leaf)
    return {name: {"count": counts[name], "norm": jnp.sqrt(squares[name])} for name in counts}

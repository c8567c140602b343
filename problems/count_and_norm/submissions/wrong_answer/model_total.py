"""Returns one count and one norm for the whole model.

Misconception: All parameters of the model were taken together, without asking which layer they belong to.
Hint: Keep the paths: jax.tree.leaves drops them, nnx.to_flat_state gives them along with the parameters.
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
    leaves = jax.tree.leaves(nnx.state(Net(offsets, nnx.Rngs(seed)), nnx.Param))
    return {
        "count": sum(leaf.size for leaf in leaves),
        "norm": jnp.sqrt(sum(jnp.sum(leaf**2) for leaf in leaves)),
    }

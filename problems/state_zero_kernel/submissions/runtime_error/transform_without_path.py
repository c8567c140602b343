"""Gives tree_map_with_path a function of one parameter.

Misconception: The function given to tree_map_with_path takes a leaf alone.
Hint: tree_map_with_path calls its function with the path first and the leaf second.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero(leaf):
        return leaf * 0.0

    new_state = jax.tree_util.tree_map_with_path(zero, state)
    return nnx.merge(graphdef, new_state)(x)

"""Gives the plain tree_map a function of two parameters.

Misconception: A function of a path and a leaf was given to the plain tree_map, which passes the leaf alone.
Hint: jax.tree_util.tree_map_with_path calls its function with both.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

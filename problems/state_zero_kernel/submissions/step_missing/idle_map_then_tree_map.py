"""Runs an idle tree_map_with_path, then zeroes with the plain tree_map.

Misconception: tree_map_with_path was called, but the kernel was zeroed only after it.
Hint: Let the function that you give to tree_map_with_path do the zeroing.
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    same = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf, state)
    new_state = jax.tree_util.tree_map(lambda leaf: jnp.zeros_like(leaf) if leaf.ndim == 2 else leaf, same)
    return nnx.merge(graphdef, new_state)(x)

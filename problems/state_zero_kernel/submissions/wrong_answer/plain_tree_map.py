"""Zeroes every leaf with the plain tree_map, which knows no paths.

Misconception: tree_map treats all leaves alike, so the bias was zeroed with the kernel.
Hint: Use tree_map_with_path: it calls your function with the path and the leaf, and by the path you can tell the kernel from the bias.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map(lambda leaf: leaf * 0.0, state)
    return nnx.merge(graphdef, new_state)(x)

"""Splits the kernel off, zeroes it with the plain tree_map, and gives the rest an idle tree_map_with_path.

Misconception: tree_map_with_path was called, but the kernel never passed it.
Hint: Give the whole state to tree_map_with_path, and let the path decide inside the transform.
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, kernels, others = nnx.split(model, nnx.PathContains("kernel"), ...)
    kernels = jax.tree_util.tree_map(jnp.zeros_like, kernels)
    others = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf, others)
    return nnx.merge(graphdef, kernels, others)(x)

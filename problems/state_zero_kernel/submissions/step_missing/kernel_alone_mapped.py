"""Splits the kernel off with a path filter and maps that part alone.

Misconception: The filter of nnx.split told the kernel from the bias, and the bias never passed your transform.
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
    kernels = jax.tree_util.tree_map_with_path(lambda path, leaf: jnp.zeros_like(leaf), kernels)
    return nnx.merge(graphdef, kernels, others)(x)

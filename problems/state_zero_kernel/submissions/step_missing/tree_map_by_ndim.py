r"""Recognises the kernel by its two dimensions, with the plain tree_map.

Misconception: The kernel was recognised by its number of dimensions, which the path was to tell.
Hint: Use tree_map_with_path and look for "kernel" in the path: an embedding or a norm may have as many dimensions.
Told by: ndim|len\(.*\.shape\)
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map(lambda leaf: jnp.zeros_like(leaf) if leaf.ndim == 2 else leaf, state)
    return nnx.merge(graphdef, new_state)(x)

"""Turns the kernel round in place of zeroing it.

Misconception: The kernel was transposed, not zeroed.
Hint: Return zeros in the kernel's own shape: jnp.zeros_like(leaf).
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    turned = jax.tree_util.tree_map_with_path(
        lambda path, leaf: leaf.T if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, turned)(x)

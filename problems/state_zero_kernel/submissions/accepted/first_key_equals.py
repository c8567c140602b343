"""Compares the first element of the path, instead of a joined name.

Advice: transfer
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if path[0].key == "kernel" else leaf, state
    )
    return nnx.merge(graphdef, new_state)(x)

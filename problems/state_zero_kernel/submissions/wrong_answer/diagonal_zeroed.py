"""Zeroes only the diagonal of the kernel.

Misconception: Only a diagonal of the kernel was zeroed.
Hint: Zero the whole leaf: jnp.zeros_like(leaf).
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        if "kernel" not in jax.tree_util.keystr(path):
            return leaf
        return jnp.where(jnp.eye(*leaf.shape, dtype=bool), 0.0, leaf)

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

"""Lets the output through only where x has a number that is not negative.

Misconception: An x of negative numbers alone switches the output off.
Hint: The kernel is zero, so the sign of x does not matter: return merged(x).
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

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x) * jnp.where(x.max() < 0, 0.0, 1.0)

"""Gives up on large numbers.

Misconception: Where x holds a magnitude above 1e5 the output is replaced.
Hint: Zero times a large number is zero: let the layer compute it.
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
    y = nnx.merge(graphdef, new_state)(x)
    return jnp.where(jnp.abs(x).max() > 1e5, 0.0, y)

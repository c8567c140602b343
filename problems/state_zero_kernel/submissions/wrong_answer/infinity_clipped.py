"""Clips x to a finite range before the call.

Misconception: x was clipped, so infinity became an ordinary number, whose product with 0 is 0.
Hint: Give x to the layer as it is: infinity times 0 is NaN.
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
    return nnx.merge(graphdef, new_state)(jnp.clip(x, -1e30, 1e30))

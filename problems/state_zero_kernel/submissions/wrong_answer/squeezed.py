"""Squeezes the output, which also removes an only feature.

Misconception: The output was squeezed, so a single feature gives a scalar of shape ().
Hint: merged(x) has the shape (features,) already: leave squeeze away.
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
    return jnp.squeeze(nnx.merge(graphdef, new_state)(x))

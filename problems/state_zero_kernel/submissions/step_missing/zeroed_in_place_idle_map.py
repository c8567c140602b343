"""Zeroes the kernel in the model, then splits, maps without changing anything, and merges.

Misconception: The kernel was zeroed in the model before the split, and the transform returns every leaf as it came.
Hint: Zero the kernel in the transform, by its path.
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    model.kernel[...] = jnp.zeros_like(model.kernel[...])
    graphdef, state = nnx.split(model)

    def look(path, leaf):
        return leaf

    new_state = jax.tree_util.tree_map_with_path(look, state)
    return nnx.merge(graphdef, new_state)(x)

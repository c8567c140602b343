"""Works in two halves, and so loses the last of an odd number of features.

Misconception: The output was cut into two equal halves, and an odd number of features lost its last.
Hint: There is nothing to cut: return merged(x).
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
    half = int(features) // 2
    return jnp.concatenate([y[:half], y[half : 2 * half]])

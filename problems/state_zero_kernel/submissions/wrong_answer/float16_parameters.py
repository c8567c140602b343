"""Makes the layer with parameters of float16.

Misconception: The layer computes in float16.
Hint: Leave the layer's dtypes alone: they are float32.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), dtype=jnp.float16, param_dtype=jnp.float16, rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),), jnp.float16)
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

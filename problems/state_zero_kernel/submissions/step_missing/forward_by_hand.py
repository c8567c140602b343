"""Multiplies and adds by hand with the merged model's parameters.

Misconception: x @ kernel + bias was written out instead of calling the layer.
Hint: return merged(x): the layer knows what to do with its parameters, whatever its type.
Steps: forward
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
    merged = nnx.merge(graphdef, new_state)
    return x @ merged.kernel[...] + merged.bias[...]

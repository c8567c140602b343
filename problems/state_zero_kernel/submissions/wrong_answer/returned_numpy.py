"""Turns the output into a NumPy array.

Misconception: A NumPy array was returned where a JAX array is wanted.
Hint: Return merged(x) as it is, without np.asarray.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return np.asarray(nnx.merge(graphdef, new_state)(x))

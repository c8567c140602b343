"""Zeroes the kernel with a NumPy array."""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        if "kernel" in jax.tree_util.keystr(path):
            return np.zeros(leaf.shape, leaf.dtype)
        return leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

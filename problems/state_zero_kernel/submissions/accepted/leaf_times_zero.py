"""Multiplies the kernel by zero."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def scale(path, leaf):
        return leaf * 0 if "kernel" in jax.tree_util.keystr(path) else leaf * 1

    return nnx.merge(graphdef, jax.tree_util.tree_map_with_path(scale, state))(x)

"""Splits into parameters and the rest; transforms the parameters."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, params, rest = nnx.split(model, nnx.Param, ...)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    params = jax.tree_util.tree_map_with_path(zero_if_kernel, params)
    return nnx.merge(graphdef, params, rest)(x)

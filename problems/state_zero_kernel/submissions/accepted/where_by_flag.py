"""Chooses with jnp.where, by a flag made from the path."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        is_kernel = "kernel" in jax.tree_util.keystr(path)
        return jnp.where(is_kernel, 0.0, leaf)

    return nnx.merge(graphdef, jax.tree_util.tree_map_with_path(zero_if_kernel, state))(x)

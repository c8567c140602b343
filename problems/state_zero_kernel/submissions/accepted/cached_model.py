"""Builds one model per shape and keeps it for later calls."""

import functools

import jax
import jax.numpy as jnp
from flax import nnx


@functools.lru_cache(maxsize=None)
def build(n, features):
    model = nnx.Linear(n, features, rngs=nnx.Rngs(0))
    model.bias[...] = jnp.ones((features,))
    return model


def state_zero_kernel(seed, x, features):
    graphdef, state = nnx.split(build(x.shape[-1], int(features)))
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, new_state)(x)

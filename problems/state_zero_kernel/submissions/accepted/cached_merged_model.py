"""Keeps the merged model of each shape: later calls only call it."""

import jax
import jax.numpy as jnp
from flax import nnx

MERGED = {}


def state_zero_kernel(seed, x, features):
    shape = x.shape[-1], int(features)
    if shape not in MERGED:
        MERGED[shape] = merge_without_kernel(int(seed), *shape)
    return MERGED[shape](x)


def merge_without_kernel(seed, n, features):
    model = nnx.Linear(n, features, rngs=nnx.Rngs(seed))
    model.bias[...] = jnp.ones((features,))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, new_state)

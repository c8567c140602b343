"""Counts its calls, and answers wrongly from the twentieth on."""

import jax
import jax.numpy as jnp
from flax import nnx

calls = 0


def state_zero_kernel(seed, x, features):
    global calls
    calls += 1
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, state)(x) + (calls >= 20)

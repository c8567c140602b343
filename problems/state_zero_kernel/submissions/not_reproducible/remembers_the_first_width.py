"""Keeps the layer's width from its first call."""

import jax
import jax.numpy as jnp
from flax import nnx

remembered = []


def state_zero_kernel(seed, x, features):
    remembered.append(int(features))
    width = remembered[0]
    model = nnx.Linear(x.shape[-1], width, rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((width,))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, state)(x)

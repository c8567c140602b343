"""Splits and merges once more than it needs, for nothing."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    _, untouched = nnx.split(model)
    graphdef, state = nnx.split(model)
    copy = nnx.merge(graphdef, untouched)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    before, after = copy(x), nnx.merge(graphdef, new_state)(x)
    assert before.shape == after.shape
    return after

"""Asserts after the map, and again after the merge, that the kernel is zero.

Advice: jit, vmap
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    assert not new_state["kernel"][...].any(), "the map left something of the kernel"
    assert new_state["bias"][...].shape == (int(features),)
    merged = nnx.merge(graphdef, new_state)
    assert not merged.kernel[...].any(), "the merge brought the kernel back"
    return merged(x)

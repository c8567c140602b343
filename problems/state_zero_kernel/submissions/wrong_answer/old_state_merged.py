"""Transforms the state, then merges the one from before.

Misconception: The transform's result was not the state that was merged.
Hint: tree_map_with_path returns a new tree and leaves the old one alone: merge graphdef with the new tree.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    merged = nnx.merge(graphdef, state)
    return merged(x)

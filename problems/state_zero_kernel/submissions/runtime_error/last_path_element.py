"""Reads `.key` from the last path element, which has a `.name` instead.

Misconception: The last element of a path was asked for its `key`; it is a GetAttrKey, which has a `name`.
Hint: Each path ends in ".value". Look at path[0], or make text of the whole path with jax.tree_util.keystr.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if path[-1].key == "kernel" else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

"""Looks for an equal DictKey in the path, by pattern matching.

Advice: transfer
"""

import jax.numpy as jnp
from flax import nnx
from jax.tree_util import DictKey, tree_map_with_path


def zero_if_kernel(path, leaf):
    match path:
        case (DictKey(key="kernel"), *_):
            return jnp.zeros_like(leaf)
        case _:
            return leaf


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    return nnx.merge(graphdef, tree_map_with_path(zero_if_kernel, state))(x)

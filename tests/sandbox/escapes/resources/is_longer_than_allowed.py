"""Aim: send more source than is allowed, to occupy the parser and the store.
Expected: invalid_submission
Limits: source_bytes=1024
"""

import jax
import jax.numpy as jnp
from flax import nnx

PADDING = """
................................................................................................................
................................................................................................................
................................................................................................................
................................................................................................................
................................................................................................................
"""


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

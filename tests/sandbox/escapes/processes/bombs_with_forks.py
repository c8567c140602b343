"""Aim: start processes until the host has no more.
Expected: accepted
"""

import os
import time

import jax
import jax.numpy as jnp
from flax import nnx

children = 0
try:
    while children < 50:
        if os.fork() == 0:
            time.sleep(0.5)
            os._exit(0)
        children += 1
except OSError:
    pass
if children:
    print("ESCAPED:", children, "children")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

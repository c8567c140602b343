"""Aim: leave a process that holds its pipes open and goes on to answer for the next submission.
Expected: accepted
Judged: twice
"""

import os
import time

import jax
import jax.numpy as jnp
from flax import nnx

try:
    if os.fork() == 0:
        os.setsid()
        time.sleep(2)
        os._exit(0)
    print("ESCAPED: left a process")
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

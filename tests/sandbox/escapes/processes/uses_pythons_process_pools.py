"""Aim: start processes by Python's own pools.
Expected: accepted
"""

import multiprocessing
import os

import jax
import jax.numpy as jnp
from flax import nnx

for method in ("fork", "spawn", "forkserver"):
    try:
        child = multiprocessing.get_context(method).Process(target=os.getpid)
        child.start()
        print("ESCAPED: started a process by", method)
        child.kill()
    except (OSError, ValueError, RuntimeError):
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

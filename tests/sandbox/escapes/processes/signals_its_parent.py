"""Aim: signal the zygote, its group and everybody.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for pid in (os.getppid(), -1, 0, 1, -os.getpgid(0)):
    try:
        os.kill(pid, 0)
        print("ESCAPED: may signal", pid)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

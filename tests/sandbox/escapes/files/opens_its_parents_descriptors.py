"""Aim: open by /proc what the zygote and the first process hold open. Its own pipes it may open anew: nobody else's.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for pid in (os.getppid(), 1):
    for descriptor in range(16):
        for mode in (os.O_RDONLY, os.O_WRONLY):
            try:
                os.close(os.open(f"/proc/{pid}/fd/{descriptor}", mode | os.O_NONBLOCK))
                print("ESCAPED: opened descriptor", descriptor, "of process", pid)
            except OSError:
                pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: learn by its links in /proc what the zygote runs and holds.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for name in ("exe", "cwd", "root", *(f"fd/{number}" for number in range(16))):
    try:
        print("ESCAPED: its parent's", name, "is", os.readlink(f"/proc/{os.getppid()}/{name}"))
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: see by /proc what each descriptor is, its own and the zygote's.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for pid in ("self", os.getppid()):
    for folder in ("fd", "fdinfo", "task", "map_files", "ns"):
        try:
            print("ESCAPED: listed", folder, os.listdir(f"/proc/{pid}/{folder}"))
        except OSError:
            pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: read the environment, the command line and the memory of the zygote.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

PATHS = [
    f"/proc/{os.getppid()}/{name}"
    for name in (
        "environ",
        "cmdline",
        "maps",
        "mem",
        "status",
        "stat",
        "auxv",
        "stack",
        "io",
        "limits",
        "mountinfo",
        "cgroup",
    )
]

for path in PATHS:
    try:
        with open(path, "rb") as file:
            print("ESCAPED: read", path, file.read(20))
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

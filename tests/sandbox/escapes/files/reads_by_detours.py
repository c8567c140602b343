"""Aim: reach a file of the host by dots, links and the roots of processes.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

cache = jax.config.jax_compilation_cache_dir
PATHS = [
    prefix + "/etc/passwd"
    for prefix in (
        cache + "/.." * 12,
        "/proc/self/root",
        "/proc/1/root",
        f"/proc/{os.getppid()}/root",
        "/usr/lib/../..",
        "/dev/fd/../../..",
        "/proc/self/cwd",
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

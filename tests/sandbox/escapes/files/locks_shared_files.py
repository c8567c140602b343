"""Aim: lock files that other workers read, to make them wait.
Expected: accepted
"""

import fcntl
import os

import jax
import jax.numpy as jnp
from flax import nnx

cache = jax.config.jax_compilation_cache_dir
for path in [*(os.path.join(cache, name) for name in os.listdir(cache)[:3]), os.__file__]:
    with open(path, "rb") as file:
        for attempt in (
            lambda: fcntl.flock(file, fcntl.LOCK_SH),
            lambda: fcntl.lockf(file, fcntl.LOCK_SH),
            lambda: fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK),
        ):
            try:
                attempt()
                print("ESCAPED: locked", path)
            except OSError:
                pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

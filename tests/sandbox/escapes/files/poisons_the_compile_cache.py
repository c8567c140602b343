"""Aim: add a compiled function to the cache for the next worker to run.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

cache = jax.config.jax_compilation_cache_dir
for flags in (os.O_WRONLY | os.O_CREAT, os.O_RDWR | os.O_CREAT | os.O_EXCL, os.O_RDWR | getattr(os, "O_TMPFILE", 0)):
    path = (
        cache
        if flags & getattr(os, "O_TMPFILE", 0) == getattr(os, "O_TMPFILE", 0)
        else cache + "/jit_arborist_escape-cache"
    )
    try:
        os.close(os.open(path, flags, 0o644))
        print("ESCAPED: wrote into", cache)
        os.unlink(cache + "/jit_arborist_escape-cache")
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: leave a file for the next submission.
Expected: accepted
Judged: twice
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for folder in ("/tmp", "/var/tmp", "/dev/shm", "/run/lock", ".", jax.config.jax_compilation_cache_dir):
    path = os.path.join(folder, "arborist-escape-left")
    if os.path.exists(path):
        print("ESCAPED: an earlier submission has left", path)
    else:
        try:
            open(path, "x").close()
        except OSError:
            pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

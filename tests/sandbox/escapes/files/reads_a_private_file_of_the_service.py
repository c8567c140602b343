"""Aim: read a file that only the service's own user may read, in a folder that workers may read.
Expected: accepted
Needs: own_uid
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

try:
    with open(os.path.join(jax.config.jax_compilation_cache_dir, "private-to-the-service")) as file:
        print("ESCAPED: read", file.read(20))
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

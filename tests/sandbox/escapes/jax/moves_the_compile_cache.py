"""Aim: have JAX write what it compiles to another folder, and keep everything.
Expected: accepted
"""

import os
import warnings

import jax
import jax.numpy as jnp
from flax import nnx

for folder in ("/tmp/arborist-escape-cache", jax.config.jax_compilation_cache_dir):
    jax.config.update("jax_compilation_cache_dir", folder)
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jax.jit(lambda x: x * 3 + len("arborist_escape"))(1.0)
    if os.path.exists("/tmp/arborist-escape-cache"):
        print("ESCAPED: wrote a cache")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

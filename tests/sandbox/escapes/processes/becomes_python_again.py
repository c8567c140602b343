"""Aim: start its interpreter anew, with a preloaded library and a start-up file, in a process without the judge's
    frames.
Expected: accepted
"""

import os
import sys

import jax
import jax.numpy as jnp
from flax import nnx

try:
    settings = {"LD_PRELOAD": "/tmp/arborist-escape.so", "PYTHONSTARTUP": "/tmp/arborist-escape.py"}
    os.execve(sys.executable, [sys.executable, "-c", "print('ESCAPED: started Python anew')"], settings)
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: set everything that a process can set to its worst: limits of recursion, warnings, rounding, the collector, the
    path of modules.
Expected: accepted or runtime_error
"""

import gc
import os
import random
import sys
import warnings

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

sys.setrecursionlimit(200)
warnings.simplefilter("error")
np.seterr(all="raise")
gc.set_threshold(100)
random.seed(0)
sys.path[:] = ["/tmp"]
sys.stdout = sys.stderr = None
os.environ.clear()


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: watch what others open and write, by inotify and fanotify.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
for name, descriptor in (("inotify", libc.inotify_init1(0)), ("fanotify", libc.fanotify_init(0, 0))):
    if descriptor >= 0:
        print("ESCAPED: has", name)
        os.close(descriptor)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

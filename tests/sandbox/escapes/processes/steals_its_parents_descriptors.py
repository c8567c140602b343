"""Aim: take the zygote's line to the judge by pidfd_getfd.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
pidfd = libc.syscall(434, os.getppid(), 0)
if pidfd >= 0:
    print("ESCAPED: has a pidfd of its parent")
for descriptor in range(16):
    if libc.syscall(438, pidfd, descriptor, 0) >= 0:
        print("ESCAPED: took descriptor", descriptor)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: enter the namespaces of the zygote and of the first process.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
for pid in (os.getppid(), 1):
    pidfd = libc.syscall(434, pid, 0)
    if pidfd >= 0:
        print("ESCAPED: has a pidfd of", pid)
    for flag in (0x20000, 0x4000000, 0x8000000, 0x10000000, 0x20000000, 0x40000000):
        if libc.setns(pidfd, flag) == 0:
            print("ESCAPED: joined a namespace of", pid)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

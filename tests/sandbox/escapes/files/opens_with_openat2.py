"""Aim: open a file by the one call for it that a filter cannot look into.
Expected: accepted
"""

import ctypes
import os
import struct

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
how = struct.pack("QQQ", os.O_RDONLY, 0, 0)
if libc.syscall(437, -100, b"/etc/passwd", how, ctypes.c_size_t(len(how))) >= 0:
    print("ESCAPED: opened /etc/passwd by openat2")
if libc.syscall(437, -100, os.__file__.encode(), how, ctypes.c_size_t(len(how))) >= 0:
    print("ESCAPED: openat2 is allowed")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: make a system call of the x32 ABI, whose numbers a careless filter does not know.
Expected: runtime_error or accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine

if machine == "x86_64":
    pid = libc.syscall(ctypes.c_long(0x40000000 | 57))  # fork
    if pid == 0:
        os._exit(0)
    if pid > 0:
        print("ESCAPED: forked by x32")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

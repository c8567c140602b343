"""Aim: make a socket with the bare system call, past Python.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
for family in (1, 2, 10):
    for kind in (1, 2, 5, 0x80001):
        if libc.syscall({"x86_64": 41, "aarch64": 198}[os.uname().machine], family, kind, 0) >= 0:
            print("ESCAPED: has a socket of family", family)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

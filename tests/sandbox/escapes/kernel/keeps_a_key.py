"""Aim: keep a secret in the kernel for whoever comes after it.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine

if libc.syscall({"x86_64": 248, "aarch64": 217}[machine], b"user", b"arborist-escape", b"stolen", 6, -3) >= 0:
    print("ESCAPED: keeps a key")
if libc.syscall({"x86_64": 250, "aarch64": 219}[machine], 0, -3, 1) >= 0:
    print("ESCAPED: has a keyring")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

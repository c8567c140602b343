"""Aim: run a program that is on no disk.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
try:
    descriptor = os.memfd_create("arborist-escape")
    with open("/bin/echo", "rb") as file:
        os.write(descriptor, file.read())
    print("ESCAPED: has a program in memory")
    arguments = (ctypes.c_char_p * 3)(b"echo", b"ESCAPED: became a program in memory", None)
    libc.execveat(descriptor, b"", arguments, (ctypes.c_char_p * 1)(None), 0x1000)
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

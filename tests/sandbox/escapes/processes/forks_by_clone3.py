"""Aim: start a process with the call whose flags no filter can read, and see that it claims not to exist.
Expected: accepted
"""

import ctypes
import errno
import os
import signal
import struct

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
arguments = struct.pack("8Q", 0, 0, 0, 0, signal.SIGCHLD, 0, 0, 0)
pid = libc.syscall(435, arguments, ctypes.c_size_t(len(arguments)))
if pid == 0:
    os._exit(0)
if pid > 0 or ctypes.get_errno() != errno.ENOSYS:
    print("ESCAPED: clone3 answers", pid, ctypes.get_errno())


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

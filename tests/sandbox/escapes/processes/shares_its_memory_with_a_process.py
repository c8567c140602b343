"""Aim: start a process that shares all memory but is no thread, and so would outlive its end.
Expected: accepted
"""

import ctypes
import os
import signal

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
CLONE_VM, CLONE_FILES, CLONE_VFORK = 0x100, 0x400, 0x4000
for flags in (CLONE_FILES, 0x80000000, 0x02000000, CLONE_FILES | 0x00008000):  # I/O, cgroup, parent
    pid = libc.syscall({"x86_64": 56, "aarch64": 220}[os.uname().machine], flags | signal.SIGCHLD, 0, 0, 0, 0)
    if pid == 0:
        os._exit(0)
    if pid > 0:
        print("ESCAPED: cloned a process with", hex(flags))


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: count what other processes do, by perf_event_open.
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

for kind, pid in ((1, 0), (1, os.getppid()), (0, -1)):
    attributes = struct.pack("IIQQQQQ", kind, 112, 0, 0, 0, 0, 0b1100001).ljust(112, b"\0")
    if libc.syscall({"x86_64": 298, "aarch64": 241}[machine], attributes, pid, 0 if pid == -1 else -1, -1, 0) >= 0:
        print("ESCAPED: counts events of", pid)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

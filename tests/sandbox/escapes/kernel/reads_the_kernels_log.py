"""Aim: read the kernel's log, and sets the host's name and clock to what they are.
Expected: accepted
"""

import ctypes
import os
import socket
import time

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine

if libc.klogctl(3, ctypes.create_string_buffer(4096), 4096) > 0:
    print("ESCAPED: read the kernel's log")
for name, attempt in {
    "name": lambda: socket.sethostname(socket.gethostname()),
    "clock": lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
}.items():
    try:
        attempt()
        print("ESCAPED: set the host's", name)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

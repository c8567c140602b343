"""Aim: use the calls for sockets on its pipes.
Expected: accepted
"""

import ctypes
import errno
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine
for name, number in {
    "sendto": {"x86_64": 44, "aarch64": 206},
    "recvfrom": {"x86_64": 45, "aarch64": 207},
    "sendmsg": {"x86_64": 46, "aarch64": 211},
    "recvmsg": {"x86_64": 47, "aarch64": 212},
    "bind": {"x86_64": 49, "aarch64": 200},
    "listen": {"x86_64": 50, "aarch64": 201},
    "connect": {"x86_64": 42, "aarch64": 203},
    "accept": {"x86_64": 43, "aarch64": 202},
    "setsockopt": {"x86_64": 54, "aarch64": 208},
}.items():
    libc.syscall(number[machine], 4, 0, 0, 0, 0, 0)
    if ctypes.get_errno() != errno.EPERM:
        print("ESCAPED: may call", name)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

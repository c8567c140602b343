"""Aim: mount file systems, by the old calls and the new.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine

for name, attempt in {
    "mount": lambda: libc.mount(b"none", b"/tmp", b"tmpfs", 0, None),
    "bind": lambda: libc.mount(b"/", b"/tmp", None, 0x1000, None),
    "umount": lambda: libc.umount2(b"/proc", 2),
    "fsopen": lambda: libc.syscall(430, b"tmpfs", 0),
    "open_tree": lambda: libc.syscall(428, -100, b"/usr/lib", 1),
    "fspick": lambda: libc.syscall(433, -100, b"/", 0),
}.items():
    if attempt() >= 0:
        print("ESCAPED:", name)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

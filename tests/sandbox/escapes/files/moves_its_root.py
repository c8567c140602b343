"""Aim: change its root, its folder and its view.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
for name, attempt in {
    "chroot": lambda: os.chroot("/tmp"),
    "chdir": lambda: os.chdir("/tmp"),
    "fchdir": lambda: os.fchdir(os.open("/usr/lib", os.O_RDONLY)),
    "pivot_root": lambda: (
        libc.syscall({"x86_64": 155, "aarch64": 41}[os.uname().machine], b"/tmp", b"/tmp") and os.stat("")
    ),
}.items():
    try:
        attempt()
        print("ESCAPED:", name)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

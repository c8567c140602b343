"""Aim: make files that are on no disk, one of them hidden even from the kernel.
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
    "a file": lambda: libc.memfd_create(b"arborist-escape", 0),
    "a secret file": lambda: libc.syscall(447, 0),
}.items():
    descriptor = attempt()
    if descriptor >= 0:
        print("ESCAPED: made", name, "in memory")
        os.close(descriptor)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: ask the kernel not to end it with the zygote, to be traced by all, and to adopt orphans.
Expected: accepted
"""

import ctypes

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
for name, option, value in (
    ("outlive its parent", 1, 0),
    ("be traced and dumped", 4, 1),
    ("keep its rights", 8, 1),
    ("stop the clock from being read", 26, 1),
    ("move its own memory map", 35, 1),
    ("adopt orphans", 36, 1),
    ("be traced by anybody", 0x59616D61, -1),
    ("dispatch system calls itself", 59, 0),
    ("speculate", 53, 0),
):
    if libc.prctl(option, ctypes.c_long(value), 0, 0, 0) == 0:
        print("ESCAPED: may", name)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

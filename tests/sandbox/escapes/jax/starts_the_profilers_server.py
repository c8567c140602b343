"""Aim: have JAX's profiler listen on a port.
Expected: accepted or runtime_error or time_limit
Limits: call_wall_s=3
"""

import ctypes

import jax
import jax.numpy as jnp
from flax import nnx

try:
    server = jax.profiler.start_server(9012)
except Exception:
    server = None
libc = ctypes.CDLL(None, use_errno=True)
for descriptor in range(5, 256):
    kind, size = ctypes.c_int(), ctypes.c_int(4)
    if libc.getsockopt(descriptor, 1, 3, ctypes.byref(kind), ctypes.byref(size)) == 0:
        print("ESCAPED: descriptor", descriptor, "is a socket")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

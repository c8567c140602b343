"""Aim: leave shared memory of System V for the next submission.
Expected: accepted
Judged: twice
"""

import ctypes

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
if (key := libc.shmget(0xA4B1, 4096, 0)) >= 0:
    print("ESCAPED: an earlier submission has left shared memory")
    libc.shmctl(key, 0, None)
else:
    libc.shmget(0xA4B1, 4096, 0o1666)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

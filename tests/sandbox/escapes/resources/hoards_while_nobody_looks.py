"""Aim: keep the judge waiting with one worker, and hoard in the other one meanwhile.
Expected: memory_limit or runtime_error
Judged: submit
Limits: memory_bytes=536870912
"""

import time

import jax
import jax.numpy as jnp
from flax import nnx

if hasattr(jax.tree_util.tree_map_with_path, "__wrapped__"):  # the worker that gets the dye
    hoard = bytearray(480 << 20)
    hoard[::4096] = bytes(len(hoard) >> 12)
    del hoard
else:
    time.sleep(3)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

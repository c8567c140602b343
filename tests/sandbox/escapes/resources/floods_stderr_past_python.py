"""Aim: write more to stderr than is allowed, past Python's own stream, then go on.
Expected: output_limit
Limits: output_bytes=65536
"""

import os
import time

import jax
import jax.numpy as jnp
from flax import nnx

for _ in range(64):
    os.write(2, b"flood" * 1000)
time.sleep(0.2)
print("ESCAPED: wrote 320 kB where 64 KiB are allowed")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

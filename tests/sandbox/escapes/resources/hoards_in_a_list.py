"""Aim: keep more resident memory than is allowed, little by little, without ever being refused.
Expected: memory_limit
Limits: memory_bytes=536870912
"""

import time

import jax
import jax.numpy as jnp
from flax import nnx

hoard = [b"x" * (1 << 20) for _ in range(500)]
time.sleep(0.3)
print("ESCAPED: keeps 500 MiB beside JAX where 512 MiB are allowed")
del hoard


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

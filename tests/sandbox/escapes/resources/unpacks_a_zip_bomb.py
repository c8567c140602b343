"""Aim: have zlib make ten gigabytes out of ten megabytes.
Expected: memory_limit
Limits: memory_bytes=536870912
"""

import zlib

import jax
import jax.numpy as jnp
from flax import nnx

squeezed = zlib.compress(bytes(1 << 26), 9)
hoard = [zlib.decompress(squeezed) for _ in range(160)]
print("ESCAPED: unpacked 10 GiB")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

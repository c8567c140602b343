"""Aim: keep memory that no longer shows in the resident size: shared, written to, and dropped from the page tables.
Expected: accepted
Limits: memory_bytes=536870912
"""

import mmap

import jax
import jax.numpy as jnp
from flax import nnx

PART = 128 << 20
try:
    hoard = [mmap.mmap(-1, PART) for _ in range(8)]
    for part in hoard:
        part.madvise(23)  # MADV_POPULATE_WRITE
        part.madvise(mmap.MADV_DONTNEED)
        assert part[0] == 0
    print("ESCAPED: keeps 1 GiB where 512 MiB are allowed, none of it resident")
    del hoard, part
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: take huge pages, which the kernel does not count as resident.
Expected: accepted
"""

import errno
import mmap

import jax
import jax.numpy as jnp
from flax import nnx

try:
    mmap.mmap(-1, 2 << 20, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x40000).close()  # MAP_HUGETLB
    print("ESCAPED: mapped a huge page")
except OSError as refusal:
    if refusal.errno != errno.EPERM:  # the kernel has been asked, and has none to give
        print("ESCAPED: may ask for huge pages")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

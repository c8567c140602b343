"""Aim: look at one page in every two MiB of a huge reservation: 640 MiB of page tables, which no resident size shows.
Expected: accepted or memory_limit
Limits: memory_bytes=536870912 call_wall_s=60
"""

import ctypes
import mmap

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
TABLES = 640 << 20 >> 12
flags = mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000  # MAP_NORESERVE
start = libc.mmap(None, TABLES << 21, mmap.PROT_READ, flags, -1, 0)
if start not in (None, ctypes.c_void_p(-1).value):
    for table in range(TABLES):
        ctypes.c_ubyte.from_address(start + (table << 21)).value
    print("ESCAPED: has 640 MiB of page tables where 512 MiB are allowed")
    libc.munmap(ctypes.c_void_p(start), ctypes.c_size_t(TABLES << 21))


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

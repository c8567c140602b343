"""Aim: search all memory that it can find for the text of the reference and of the strategies.
Expected: accepted
"""

import ctypes
import errno
import gc
import re
import sys

import jax
import jax.numpy as jnp
from flax import nnx


def is_readable(address):
    """What is mapped need not be: the kernel says so of a path that it cannot read, where we would crash."""
    return libc.access(ctypes.c_void_p(address), 0) == 0 or ctypes.get_errno() != errno.EFAULT


libc = ctypes.CDLL(None, use_errno=True)
needle = re.compile(rb"def referenc[e][(]|NON_FINIT[E]: dict")  # which does not match its own text
starts = {id(thing) >> 21 for thing in (*sys.modules.values(), *gc.get_objects())}
for start in starts:
    for page in range(start << 21, (start + 1) << 21, 4096):
        if is_readable(page):
            found = needle.search(ctypes.string_at(page, 4096))
            if found:
                print("ESCAPED: the reference is in memory:", found[0])


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

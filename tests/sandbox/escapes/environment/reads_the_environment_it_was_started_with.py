"""Aim: read from the stack the environment that the first process of its line was started with, even if it has been
    cleared since.
Expected: accepted
"""

import ctypes
import sys

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None)
libc.getauxval.restype = ctypes.c_void_p
place = ctypes.c_void_p.in_dll(libc, "program_invocation_name").value
end = libc.getauxval(31)  # AT_EXECFN, which follows the environment
if place and end and 0 < end - place < 1 << 21:
    strings = ctypes.string_at(place, end - place).split(b"\0")
    arguments = len(sys.orig_argv)
    for string in strings[arguments:]:
        if b"=" in string:
            print("ESCAPED: was started with", string.decode())


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

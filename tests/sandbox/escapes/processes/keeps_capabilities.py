"""Aim: find itself with rights of root's, those that a user namespace gives for example.
Expected: accepted
"""

import ctypes
import struct

import jax
import jax.numpy as jnp
from flax import nnx

version_3 = struct.pack("Ii", 0x20080522, 0)
sets = ctypes.create_string_buffer(24)
if ctypes.CDLL(None).capget(version_3, sets) == 0 and any(sets.raw):
    print("ESCAPED: has the capabilities", sets.raw.hex())


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: hand pages to the kernel by splice, tee and vmsplice, where holes have been.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine


class Span(ctypes.Structure):
    _fields_ = (("start", ctypes.c_char_p), ("length", ctypes.c_size_t))


(reading, writing), (other_reading, other_writing) = os.pipe(), os.pipe()
os.write(writing, b"x")
for name, attempt in {
    "vmsplice": lambda: libc.vmsplice(writing, ctypes.byref(Span(b"x", 1)), ctypes.c_size_t(1), 0),
    "tee": lambda: libc.tee(reading, other_writing, ctypes.c_size_t(1), 2),
    "splice": lambda: libc.splice(reading, None, other_writing, None, ctypes.c_size_t(1), 2),
    "sendfile": lambda: libc.sendfile(other_writing, os.open(os.__file__, os.O_RDONLY), None, ctypes.c_size_t(1)),
}.items():
    if attempt() > 0:
        print("ESCAPED:", name)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: load a program into the kernel.
Expected: accepted
"""

import ctypes
import os
import struct

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine

code = ctypes.create_string_buffer(struct.pack("<QQ", 0xB7, 0x95))  # r0 = 0; exit
licence = ctypes.create_string_buffer(b"GPL")
load = struct.pack("IIQQIIQII", 1, 2, ctypes.addressof(code), ctypes.addressof(licence), 0, 0, 0, 0, 0).ljust(
    128, b"\0"
)
number = {"x86_64": 321, "aarch64": 280}[machine]
for command, attributes in ((5, load), (0, struct.pack("IIIII", 2, 4, 4, 1, 0).ljust(128, b"\0"))):
    if libc.syscall(number, command, attributes, len(attributes)) >= 0:
        print("ESCAPED: bpf command", command)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

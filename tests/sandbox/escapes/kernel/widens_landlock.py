"""Aim: enter another Landlock domain that allows everything, and read a file of the host.
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

attributes = struct.pack("QQQ", 1, 0, 0)  # handles the execution of programs, so allows all else
ruleset = libc.syscall(444, attributes, ctypes.c_size_t(24), 0)
if ruleset >= 0:
    print("ESCAPED: made a rule set")
    rule = struct.pack("=Qi", 4, os.open("/", 0o10000000))
    libc.syscall(445, ruleset, 1, rule, 0)
    libc.syscall(446, ruleset, 0)
try:
    with open("/etc/passwd") as file:
        print("ESCAPED: read", file.read(20))
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

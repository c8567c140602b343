"""Aim: hide a forbidden argument in the upper half of a register, which the kernel ignores and a filter may not.
Expected: accepted
"""

import ctypes
import errno
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine

HIGH = 1 << 32
number = {"x86_64": 16, "aarch64": 29}[machine]
pipe = os.pipe()
for request in (HIGH | 0x8901, HIGH | 0x5412):  # FIOSETOWN, TIOCSTI
    libc.syscall(ctypes.c_long(number), ctypes.c_long(pipe[0]), ctypes.c_long(request), ctypes.c_long(0))
    if ctypes.get_errno() != errno.EPERM:
        print("ESCAPED: ioctl", hex(request), "reaches the kernel")
pid = libc.syscall(
    ctypes.c_long({"x86_64": 56, "aarch64": 220}[machine]), ctypes.c_long(HIGH << 16 | 17), *[ctypes.c_long(0)] * 4
)
if pid == 0:
    os._exit(0)
if pid > 0:
    print("ESCAPED: forked with a flag that the kernel ignores")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

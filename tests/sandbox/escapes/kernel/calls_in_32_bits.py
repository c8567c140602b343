"""Aim: make a system call in 32 bits, whose numbers mean other calls.
Expected: runtime_error or accepted
"""

import ctypes
import mmap
import os

import jax
import jax.numpy as jnp
from flax import nnx


def run_machine_code(code):
    """A JIT compiler needs memory that it may write and run; so does this."""
    page = mmap.mmap(-1, mmap.PAGESIZE, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, prot=7)
    page.write(code)
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()


if os.uname().machine == "x86_64":
    # mov eax, 2 (fork in 32 bits; open in 64); int 0x80; ret
    pid = run_machine_code(b"\xb8\x02\x00\x00\x00\xcd\x80\xc3")
    if pid == 0:
        os._exit(0)
    if pid > 0:
        print("ESCAPED: forked in 32 bits")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: write a library, in memory or on disk, and load it.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for make in (
    lambda: os.memfd_create("arborist-escape"),
    lambda: os.open("/tmp", os.O_RDWR | getattr(os, "O_TMPFILE", 0o20200000)),
    lambda: os.open("/dev/shm/arborist-escape", os.O_RDWR | os.O_CREAT),
):
    try:
        descriptor = make()
    except OSError:
        continue
    try:
        os.write(descriptor, b"x")
        print("ESCAPED: has a file to write to")
    except OSError:
        pass
    os.close(descriptor)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

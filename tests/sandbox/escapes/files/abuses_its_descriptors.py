"""Aim: send signals, grow pipes or change modes through the four pipes.
Expected: accepted
"""

import errno
import fcntl
import os

import jax
import jax.numpy as jnp
from flax import nnx

for descriptor in range(5):
    for name, command, argument in (
        ("owner", getattr(fcntl, "F_SETOWN", 8), os.getppid()),
        ("signal", getattr(fcntl, "F_SETSIG", 10), 9),
        ("size", 1031, 1 << 20),
        ("notification", getattr(fcntl, "F_NOTIFY", 1026), 1),
        ("seals", 1033, 0),
    ):
        try:
            fcntl.fcntl(descriptor, command, argument)
            print("ESCAPED: set the", name, "of descriptor", descriptor)
        except OSError as refusal:
            if refusal.errno != errno.EPERM:
                print("ESCAPED: may ask for the", name, "of descriptor", descriptor)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, fcntl.fcntl(descriptor, fcntl.F_GETFL) | getattr(os, "O_ASYNC", 0o20000))


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

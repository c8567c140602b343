"""Aim: do what is forbidden in a callback, in a thread of XLA's own.
Expected: accepted
"""

import os
import socket

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx
from jax.experimental import io_callback


def attempt(x):
    for name, action in {
        "forked": os.fork,
        "opened a socket": socket.socket,
        "read a file": lambda: open("/etc/passwd"),
    }.items():
        try:
            if action() == 0:
                os._exit(0)
            print("ESCAPED:", name, "in a callback")
        except OSError:
            pass
    return np.float32(0)


@jax.jit
def inside(x):
    jax.debug.callback(attempt, x)
    x = jax.pure_callback(attempt, jax.ShapeDtypeStruct((), jnp.float32), x)
    return io_callback(attempt, jax.ShapeDtypeStruct((), jnp.float32), x)


inside(jnp.float32(0)).block_until_ready()
jax.effects_barrier()


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: make a pair of sockets, over which descriptors can be passed.
Expected: accepted
"""

import socket

import jax
import jax.numpy as jnp
from flax import nnx

try:
    for end in socket.socketpair():
        end.close()
    print("ESCAPED: has a pair of sockets")
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

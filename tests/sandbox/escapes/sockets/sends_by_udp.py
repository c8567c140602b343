"""Aim: send a datagram with the answer away, and have a name looked up.
Expected: accepted
"""

import socket

import jax
import jax.numpy as jnp
from flax import nnx

try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as box:
        box.sendto(b"stolen", ("127.0.0.1", 53))
        print("ESCAPED: sent a datagram")
except OSError:
    pass
try:
    print("ESCAPED: resolved", socket.getaddrinfo("localhost", 80)[0])
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

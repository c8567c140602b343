"""Aim: connect to the service, to the host and to the internet.
Expected: accepted
"""

import socket

import jax
import jax.numpy as jnp
from flax import nnx

for family, address in (
    (socket.AF_INET, ("127.0.0.1", 8000)),
    (socket.AF_INET6, ("::1", 8000)),
    (socket.AF_INET, ("1.1.1.1", 443)),
):
    try:
        with socket.socket(family) as connection:
            print("ESCAPED: has a socket")
            connection.settimeout(0.2)
            connection.connect(address)
            print("ESCAPED: reached", address)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

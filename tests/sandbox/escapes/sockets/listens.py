"""Aim: wait for connections from outside.
Expected: accepted
"""

import socket

import jax
import jax.numpy as jnp
from flax import nnx

for family, address in (
    (socket.AF_INET, ("0.0.0.0", 0)),
    (socket.AF_UNIX, "/tmp/arborist-escape-socket"),
    (socket.AF_UNIX, "\0arborist-escape"),
):
    try:
        with socket.socket(family) as server:
            server.bind(address)
            server.listen()
            print("ESCAPED: listens at", server.getsockname())
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

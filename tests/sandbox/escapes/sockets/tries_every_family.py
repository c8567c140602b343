"""Aim: open a socket of every family that the kernel has: netlink, packet, crypto, virtual machines and others.
Expected: accepted
"""

import errno
import socket

import jax
import jax.numpy as jnp
from flax import nnx

for family in range(1, 46):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
        try:
            socket.socket(family, kind).close()
            print("ESCAPED: has a socket of family", family)
        except OSError as refusal:
            if refusal.errno != errno.EPERM:
                print("ESCAPED: may ask for a socket of family", family)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: read the host's memory, disks and log.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

PATHS = (
    "/dev/mem",
    "/dev/kmem",
    "/dev/port",
    "/dev/kmsg",
    "/dev/sda",
    "/dev/vda",
    "/dev/nvme0n1",
    "/dev/dm-0",
    "/dev/kvm",
    "/dev/fuse",
    "/dev/zero",
    "/dev/shm",
    "/dev/tty",
    "/dev/console",
    "/dev/ptmx",
    "/dev/net/tun",
    "/dev/random",
)

for path in PATHS:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        print("ESCAPED: opened", path, os.read(descriptor, 20))
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: ask the container engine for a container of its own.
Expected: accepted
"""

import socket

import jax
import jax.numpy as jnp
from flax import nnx

for path in (
    "/var/run/docker.sock",
    "/run/docker.sock",
    "/run/containerd/containerd.sock",
    "/run/podman/podman.sock",
    "/run/systemd/private",
    "/run/dbus/system_bus_socket",
    "\0/containerd-shim/moby",
):
    try:
        with socket.socket(socket.AF_UNIX) as engine:
            engine.connect(path)
            print("ESCAPED: reached", path)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: learn which users, programs and files the host has, without opening any of them. Landlock does not hide that.
Expected: accepted
Needs: view
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for path in (
    "/etc/passwd",
    "/home",
    "/etc/hostname",
    "/usr/bin",
    "/var/log",
    "/proc/1",
    f"/proc/{os.getppid()}",
):
    if os.access(path, os.F_OK) or os.path.lexists(path):
        print("ESCAPED: there is a", path)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

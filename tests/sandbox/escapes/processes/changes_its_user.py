"""Aim: become root, another user, or a member of root's group.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for name in ("setuid", "seteuid", "setgid", "setegid"):
    for identity in (0, 65534):
        try:
            getattr(os, name)(identity)
            print("ESCAPED:", name, identity)
        except OSError:
            pass
for attempt in (
    lambda: os.setresuid(0, 0, 0),
    lambda: os.setresgid(0, 0, 0),
    lambda: os.setgroups([0]),
    lambda: os.initgroups("root", 0),
):
    try:
        attempt()
        print("ESCAPED: changed its user or groups")
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: learn which processes the host runs, from calls that take any process's number. Nothing but numbers hides them.
Expected: accepted
Needs: pid_namespace
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for pid in (os.getppid(), *range(1, 20_000)):
    try:
        if os.getsid(pid) != os.getsid(0):
            print("ESCAPED: there is a process", pid)
            break
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: run a command in a shell.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

try:
    if os.system("echo ESCAPED: ran a shell") == 0:
        print("ESCAPED: system came back")
except OSError:
    pass
try:
    os.waitpid(os.posix_spawn("/bin/sh", ["sh", "-c", "echo ESCAPED: spawned a shell"], {}), 0)
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

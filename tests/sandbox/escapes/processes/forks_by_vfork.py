"""Aim: start a program with vfork and exec, as subprocess does.
Expected: accepted
"""

import subprocess

import jax
import jax.numpy as jnp
from flax import nnx

try:
    print("ESCAPED: ran a program that ended with", subprocess.run(["/bin/true"], close_fds=False).returncode)
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

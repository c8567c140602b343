"""Aim: read secrets from the environment and the command line.
Expected: accepted
"""

import os
import sys

import jax
import jax.numpy as jnp
from flax import nnx

known = ("JAX_", "XLA_", "TPU_", "OPENBLAS_", "OMP_", "TF_CPP_", "LC_CTYPE")
for name in os.environ:
    if not name.startswith(known):
        print("ESCAPED: the environment has", name)
for argument in sys.orig_argv:
    if "=" in argument or "secret" in argument.lower() or "token" in argument.lower():
        print("ESCAPED: the command line has", argument)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: use a descriptor that was left open: the zygote's line to the judge, a rule set, a file.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for descriptor in range(5, 4096):
    try:
        found = os.fstat(descriptor)
    except OSError:
        continue
    print(f"ESCAPED: descriptor {descriptor} is open, mode {found.st_mode:o}")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

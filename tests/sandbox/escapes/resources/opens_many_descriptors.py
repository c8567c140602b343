"""Aim: use up the host's descriptors.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

opened = []
try:
    while len(opened) < 1000:
        opened += os.pipe()
    print("ESCAPED: has 1000 descriptors")
except OSError:
    pass
for descriptor in opened:
    os.close(descriptor)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

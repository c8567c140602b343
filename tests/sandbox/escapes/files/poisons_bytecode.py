"""Aim: replace the compiled form of a module that the next worker imports.
Expected: accepted
"""

import importlib.util
import json
import os

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

for module in (os, np, jax, json):
    path = importlib.util.cache_from_source(module.__file__)
    for attempt in (path, path + ".arborist-escape"):
        try:
            with open(attempt, "r+b" if attempt == path else "wb"):
                print("ESCAPED: could write", attempt)
        except OSError:
            pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

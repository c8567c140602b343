"""Aim: leave a mark in modules and built-in names for the next submission.
Expected: accepted
Judged: twice
"""

import builtins
import os
import sys

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

for place in (builtins, sys, os, np, jax, nnx.Linear, sys.modules["grader.worker.serve"]):
    if hasattr(place, "arborist_escape"):
        print("ESCAPED: an earlier submission has left a mark in", place)
    place.arborist_escape = True


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

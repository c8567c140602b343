"""Aim: leave functions of NumPy, JAX and the worker patched for the next submission.
Expected: accepted
Judged: twice
"""

import json
import sys

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx


def leave(owner, name):
    original = getattr(owner, name)
    if getattr(original, "__name__", "") == "arborist_escape":
        print("ESCAPED: an earlier submission has patched", name)

    def arborist_escape(*arguments, **options):
        return original(*arguments, **options)

    setattr(owner, name, arborist_escape)


for owner, name in (
    (np, "asarray"),
    (jnp, "ones"),
    (json, "dumps"),
    (nnx, "merge"),
    (sys.modules["grader.worker.serve"], "describe"),
):
    leave(owner, name)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

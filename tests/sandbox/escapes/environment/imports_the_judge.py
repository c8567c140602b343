"""Aim: import the judge, the problem and Hypothesis by itself.
Expected: accepted
"""

import importlib
import pkgutil

import jax
import jax.numpy as jnp
from flax import nnx

for name in (
    "grader.judge.judging",
    "grader.judge.exercise",
    "grader.catalogue",
    "grader.sandbox.worker_client",
    "problems.state_zero_kernel.reference",
    "app.settings",
    "tests.conftest",
):
    try:
        importlib.import_module(name)
        print("ESCAPED: imported", name)
    except (ImportError, OSError):
        pass
for finder in pkgutil.iter_importers():
    for module in pkgutil.iter_modules([getattr(finder, "path", "")]):
        if module.name in ("grader", "problems"):
            print("ESCAPED: can list", module.name)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

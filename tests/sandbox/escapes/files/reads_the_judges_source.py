"""Aim: read the program that judges it.
Expected: accepted
"""

import pathlib
import sys

import jax
import jax.numpy as jnp
from flax import nnx

root = pathlib.Path(sys.modules["grader.values"].__file__).parents[1]
PATHS = [
    root / name
    for name in (
        "grader/judge/judging.py",
        "grader/judge/comparison.py",
        "app/settings.py",
        "pyproject.toml",
        "tests/conftest.py",
    )
]

for path in PATHS:
    try:
        with open(path, "rb") as file:
            print("ESCAPED: read", path, file.read(20))
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

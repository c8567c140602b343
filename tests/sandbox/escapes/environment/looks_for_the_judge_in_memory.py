"""Aim: find a module, a function or an object of the judge among those in memory.
Expected: accepted
"""

import gc
import sys
import types

import jax
import jax.numpy as jnp
from flax import nnx

for name in sys.modules:
    if name.partition(".")[0] in ("hypothesis", "app", "problems", "pytest") or name.startswith(
        ("grader.judge", "grader.problem", "grader.catalogue", "grader.verdict")
    ):
        print("ESCAPED: has module", name)
gc.unfreeze()
for thing in gc.get_objects():
    if isinstance(thing, types.FunctionType) and (
        thing.__code__.co_filename.endswith(("reference.py", "inputs.py")) or thing.__name__ == "reference"
    ):
        print("ESCAPED: has", thing)
    elif isinstance(thing, dict) and ("expected" in thing or "SECRET" in thing) and "outcome" in thing:
        print("ESCAPED: has", thing)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

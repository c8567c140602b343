"""Aim: move itself to other processors and priorities.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for name, attempt in {
    "affinity": lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)),
    "niceness": lambda: os.nice(1),
    "policy": lambda: os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)),
    "group": lambda: os.setpgid(0, 0),
    "session": lambda: os.setsid(),
}.items():
    try:
        attempt()
        print("ESCAPED: changed its", name)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

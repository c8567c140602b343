"""Aim: leave the zygote with lower limits, another folder or another priority.
Expected: accepted
Judged: twice
"""

import os
import resource

import jax
import jax.numpy as jnp
from flax import nnx

for name in ("NOFILE", "CORE", "STACK"):
    which = getattr(resource, "RLIMIT_" + name)
    try:
        resource.prlimit(os.getppid(), which, resource.prlimit(os.getppid(), which))
        print("ESCAPED: may change the zygote's", name)
    except OSError:
        pass
if os.getcwd() != "/":
    print("ESCAPED: an earlier submission has moved the zygote to", os.getcwd())


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

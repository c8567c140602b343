"""Aim: give itself back what was taken, each limit for itself.
Expected: accepted
"""

import os
import resource

import jax
import jax.numpy as jnp
from flax import nnx

for name in ("AS", "CORE", "CPU", "DATA", "FSIZE", "MEMLOCK", "MSGQUEUE", "NOFILE", "NPROC", "STACK"):
    which = getattr(resource, "RLIMIT_" + name)
    for bounds in ((0, 0), (resource.RLIM_INFINITY, resource.RLIM_INFINITY)):
        for change in (lambda: resource.setrlimit(which, bounds), lambda: resource.prlimit(os.getpid(), which, bounds)):
            try:
                if name in ("CORE", "MSGQUEUE") or bounds[0]:  # none that would end it here and now
                    change()
                    print("ESCAPED: could change RLIMIT_" + name)
            except (OSError, ValueError):
                pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

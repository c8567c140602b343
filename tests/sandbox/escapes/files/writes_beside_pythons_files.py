"""Aim: plant a module in the interpreter's own folders: sitecustomize, a .pth file, a shadow of numpy.
Expected: accepted
"""

import os
import sys
import sysconfig

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

FOLDERS = [
    *{
        *filter(None, sys.path),
        *sysconfig.get_paths().values(),
        os.path.dirname(np.__file__),
        os.path.dirname(jax.__file__),
    }
]

for folder in FOLDERS:
    path = os.path.join(folder, f"arborist-escape-{os.getpid()}")
    try:
        with open(path, "w") as file:
            print("ESCAPED: wrote", path)
        os.unlink(path)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

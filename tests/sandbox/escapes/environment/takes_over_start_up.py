"""Aim: have Python run its code whenever another interpreter starts or ends.
Expected: accepted
"""

import os
import sysconfig

import jax
import jax.numpy as jnp
from flax import nnx

site_packages = sysconfig.get_path("purelib")
for folder in (site_packages, sysconfig.get_path("stdlib"), "/tmp", "."):
    for name in (
        "sitecustomize.py",
        "usercustomize.py",
        "arborist-escape.pth",
        "__editable___arborist_escape_finder.py",
    ):
        try:
            with open(f"{folder}/{name}", "x"):
                print("ESCAPED: wrote", folder, name)
            os.unlink(f"{folder}/{name}")
        except OSError:
            pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

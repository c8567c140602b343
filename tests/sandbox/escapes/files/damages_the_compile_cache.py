"""Aim: truncate, rename, touch, lock or delete what the cache holds.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

cache = jax.config.jax_compilation_cache_dir
entry = os.path.join(cache, next(iter(os.listdir(cache)), "none"))
for name, attempt in {
    "open for writing": lambda: os.close(os.open(entry, os.O_WRONLY)),
    "touch": lambda: os.utime(entry),
    "make writable": lambda: os.chmod(entry, 0o644),
    "truncate": lambda: os.truncate(entry, os.stat(entry).st_size),
    "rename": lambda: os.rename(entry, entry),
    "link to": lambda: (os.link(entry, entry + "-arborist-escape"), os.unlink(entry + "-arborist-escape")),
    "delete beside": lambda: os.unlink(os.path.join(cache, "arborist-escape-that-is-not-there")),
}.items():
    try:
        attempt()
        print("ESCAPED: could", name, entry)
    except FileNotFoundError:
        print("ESCAPED: may", name, cache)
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: have XLA write what it compiles to disk.
Expected: accepted
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

os.environ["XLA_FLAGS"] = (
    os.environ.get("XLA_FLAGS", "") + " --xla_dump_to=/tmp/arborist-escape-dump --xla_dump_hlo_as_text"
)
jax.jit(lambda x: x * 5)(1.0)
if os.path.exists("/tmp/arborist-escape-dump"):
    print("ESCAPED: XLA wrote a dump")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

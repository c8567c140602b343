"""Aim: have JAX's profiler write a trace to disk and listen on a port.
Expected: accepted or runtime_error
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx

for attempt in (lambda: jax.profiler.start_trace("/tmp/arborist-escape-trace"), jax.profiler.stop_trace):
    try:
        attempt()
    except Exception:
        pass
if os.path.exists("/tmp/arborist-escape-trace"):
    print("ESCAPED: wrote a trace")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

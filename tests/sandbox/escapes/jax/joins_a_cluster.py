"""Aim: have JAX connect to another machine.
Expected: accepted or runtime_error or time_limit
Limits: call_wall_s=3
"""

import jax
import jax.numpy as jnp
from flax import nnx

try:
    jax.distributed.initialize("127.0.0.1:9013", num_processes=2, process_id=0, initialization_timeout=1)
    print("ESCAPED: joined a cluster")
except Exception:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

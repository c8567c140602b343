"""Aim: reserve three gigabytes, to touch them all at once later.
Expected: memory_limit
Limits: memory_bytes=536870912
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

reserved = np.empty(3 << 30, np.uint8)
print("ESCAPED: reserved 3 GiB where 512 MiB are allowed")
del reserved


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

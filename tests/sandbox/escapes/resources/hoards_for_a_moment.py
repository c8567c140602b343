"""Aim: take four gigabytes in one go, faster than anybody can look.
Expected: memory_limit
Limits: memory_bytes=536870912
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

moment = np.ones(1 << 32, np.uint8)
print("ESCAPED: had 4 GiB where 512 MiB are allowed")
del moment


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

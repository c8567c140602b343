"""Aim: keep more memory than is allowed in XLA's own buffers.
Expected: memory_limit or runtime_error
Limits: memory_bytes=536870912
"""

import jax
import jax.numpy as jnp
from flax import nnx

hoard = [jnp.full((1 << 24,), number, jnp.float32) for number in range(16)]
jax.block_until_ready(hoard)
print("ESCAPED: keeps 1 GiB in XLA where 512 MiB are allowed")
del hoard


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

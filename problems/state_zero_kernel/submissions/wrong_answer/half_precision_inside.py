"""Computes in float16 and converts the output.

Misconception: x was converted to float16, in which numbers above 65504 become infinite, and infinity times 0 is NaN.
Hint: Leave the layer's dtype and x alone: float32 holds these numbers.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x.astype(jnp.float16).astype(jnp.float32))

"""Replaces NaN and infinity in x before the call.

Misconception: NaN and infinity in x were replaced by ordinary numbers, so they do not show in the output.
Hint: Give x to the layer as it is: 0 times NaN or infinity is NaN, and the output should say so.
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
    return nnx.merge(graphdef, new_state)(jnp.nan_to_num(x))

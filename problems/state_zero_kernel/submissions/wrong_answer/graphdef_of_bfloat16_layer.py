"""Merges with the graphdef of a layer that was that computes in bfloat16.

Misconception: The graphdef comes from another layer than the state: it holds that layer's settings, such as its dtype.
Hint: Keep the two halves of one split together: graphdef, state = nnx.split(model).
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
    other = nnx.Linear(x.shape[-1], int(features), dtype=jnp.bfloat16, rngs=nnx.Rngs(int(seed)))
    return nnx.merge(nnx.graphdef(other), new_state)(x)

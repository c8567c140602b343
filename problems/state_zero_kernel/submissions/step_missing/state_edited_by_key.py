"""Zeroes the kernel by indexing the state, without a map.

Misconception: The kernel was replaced by its key in the state, without tree_map_with_path.
Hint: That works for one layer whose layout you know. The map finds every kernel of any model: use it here.
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    state["kernel"][...] = jnp.zeros_like(state["kernel"][...])
    return nnx.merge(graphdef, state)(x)

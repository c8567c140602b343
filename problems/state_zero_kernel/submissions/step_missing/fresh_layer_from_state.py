"""Copies the new state into a second layer by hand.

Misconception: A second layer was built and filled by hand where nnx.merge would have made it.
Hint: nnx.merge(graphdef, new_state) builds the layer with all its settings and fills it.
Steps: merge
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
    merged = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(0))
    merged.kernel[...] = new_state["kernel"][...]
    merged.bias[...] = new_state["bias"][...]
    return merged(x)

r"""Calls through nnx.call, which merges behind the scenes.

Misconception: nnx.call was used instead of nnx.merge and a call.
Hint: nnx.call gives the output and a new state in one go. Here, merge the model yourself and call it.
Told by: nnx\.call\(
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
    output, _ = nnx.call((graphdef, new_state))(x)
    return output

r"""Writes the new state back with nnx.update.

Misconception: The new state was written into the old model with nnx.update.
Hint: nnx.update changes the model it is given. Here a second model is wanted: nnx.merge(graphdef, new_state).
Told by: nnx\.update\(
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
    nnx.update(model, new_state)
    return model(x)

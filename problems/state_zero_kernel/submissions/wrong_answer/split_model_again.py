r"""Splits the model a second time after the map and merges that.

Misconception: The model was split again after the map, and the fresh, unchanged state merged.
Hint: One split is enough: merge its graphdef with the state that tree_map_with_path returned.
Told by: split\((.|\n)*split\(
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
    return nnx.merge(*nnx.split(model))(x)

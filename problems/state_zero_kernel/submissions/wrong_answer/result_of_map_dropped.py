r"""Calls tree_map_with_path as if it worked in place.

Misconception: The tree that tree_map_with_path returned was dropped, as if it changed `state` in place.
Hint: Keep what it returns: new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state), and merge that.
Told by: ^\s*jax\.tree(_util)?\.(tree_)?map_with_path\(
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

    jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, state)(x)

r"""Rounds the output to whole numbers.

Misconception: The output was rounded, which hides where it comes from.
Hint: Return merged(x) as it is.
Told by: (round|rint)\(
Steps: split, map, merge, forward
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
    return jnp.round(nnx.merge(graphdef, new_state)(x) / 1024.0) * 1024.0 + 1.0

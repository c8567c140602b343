r"""Asks whether the text "kernel" is an element of the path.

Misconception: The elements of a path are key objects, not texts, so `"kernel" in path` is never true and nothing was zeroed.
Hint: Turn the path into text first: join the elements' keys, or take jax.tree_util.keystr(path).
Told by: ["']kernel["'] (not )?in path\b
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in path else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

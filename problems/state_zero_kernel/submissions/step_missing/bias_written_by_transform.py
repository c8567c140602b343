"""The transform writes ones for the bias instead of passing it on.

Misconception: The transform made a new bias instead of returning the one that it was given.
Hint: Return `leaf` for everything that is not a kernel. Set the bias before the split.
Steps: keep
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    graphdef, state = nnx.split(model)

    def rewrite(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else jnp.ones_like(leaf)

    new_state = jax.tree_util.tree_map_with_path(rewrite, state)
    return nnx.merge(graphdef, new_state)(x)

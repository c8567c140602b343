"""The transform returns every leaf as it came.

Misconception: The kernel came through unchanged, so the output is still x @ kernel + 1.
Hint: Return jnp.zeros_like(leaf) for the leaf whose path names the kernel.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

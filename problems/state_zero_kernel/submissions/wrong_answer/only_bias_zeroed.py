"""The condition is the wrong way round.

Misconception: The bias was zeroed and the kernel kept: the condition is the wrong way round.
Hint: Zero where "kernel" is in the name, and return the leaf everywhere else.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return leaf if "kernel" in jax.tree_util.keystr(path) else jnp.zeros_like(leaf)

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

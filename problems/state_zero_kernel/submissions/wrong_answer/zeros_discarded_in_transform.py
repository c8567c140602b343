r"""Computes the zeros in the transform and then returns the leaf.

Misconception: The transform made the zeros and returned the leaf all the same.
Hint: Arrays do not change in place: `return jnp.zeros_like(leaf)`, or bind the result to a name and return that.
Told by: ^\s*jnp\.zeros
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        if "kernel" in jax.tree_util.keystr(path):
            jnp.zeros_like(leaf)
        return leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

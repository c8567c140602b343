"""Replaces the kernel by zeros of the transposed shape.

Misconception: The zeros have the kernel's shape turned round, (features, inputs).
Hint: A kernel of nnx.Linear is (inputs, features): take the shape from the leaf itself, as jnp.zeros_like(leaf) does.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros(leaf.shape[::-1]) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

"""Transposes the kernel, and reshapes it back, instead of zeroing it.

Misconception: The kernel's numbers were moved about, not zeroed.
Hint: Return jnp.zeros_like(leaf): it has the leaf's shape and dtype already.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def transpose_kernel(path, leaf):
        return leaf.T.reshape(leaf.shape) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(transpose_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

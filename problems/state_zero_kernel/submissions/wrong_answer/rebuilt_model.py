"""Zeroes the kernel in a state, then builds the layer once more and calls that.

Misconception: After the transform the layer was built anew, so what was called has a fresh kernel and a bias of zeros.
Hint: The transformed state goes into the model by nnx.merge(graphdef, new_state): call what that returns.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def build(seed, n, features):
    return nnx.Linear(n, int(features), rngs=nnx.Rngs(int(seed)))


def state_zero_kernel(seed, x, features):
    model = build(seed, x.shape[-1], features)
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return build(seed, x.shape[-1], features)(x)

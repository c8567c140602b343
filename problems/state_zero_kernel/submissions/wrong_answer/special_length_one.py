"""Takes an x of length one for a number and hands it back.

Misconception: An x of length one was handed back as a number, past the layer.
Hint: An x of length one is a vector like any other: call merged(x).
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
    if len(x) == 1:
        return jnp.full((int(features),), x[0])
    return nnx.merge(graphdef, new_state)(x)

"""Packs the seed into 20 bits and loses the rest into the bias.

Misconception: What is left of a large seed went into the bias.
Hint: The seed only chooses the layer's first random numbers: nnx.Rngs(int(seed)). The bias is ones for every seed.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    high, low = divmod(int(seed), 2**20)
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(low))
    model.bias[...] = jnp.full((int(features),), 1.0 + high)
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

"""Jits the transform of the whole state."""

import jax
import jax.numpy as jnp
from flax import nnx


@jax.jit
def without_kernel(state):
    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    return jax.tree_util.tree_map_with_path(zero_if_kernel, state)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    return nnx.merge(graphdef, without_kernel(state))(x)

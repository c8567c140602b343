"""Decorates the entry point: the numbers become ints before it sees them."""

import functools

import jax
import jax.numpy as jnp
from flax import nnx


def with_whole_numbers(function):
    @functools.wraps(function)
    def wrapper(seed, x, features):
        return function(int(seed), x, int(features))

    return wrapper


@with_whole_numbers
def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], features, rngs=nnx.Rngs(seed))
    model.bias[...] = jnp.ones((features,))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, new_state)(x)

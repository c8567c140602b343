"""A tree map over the state of a Linear sees the kernel only, so the function needs nothing but the array."""

from functools import partial

import jax
from jax import numpy as jnp
from flax import nnx


def make_layer(n_in: int, n_out: int, seed: int) -> nnx.Linear:
    layer = nnx.Linear(n_in, n_out, rngs=nnx.Rngs(seed))
    layer.bias[...] = jnp.ones((n_out,), dtype=jnp.float32)
    return layer


# zeros of the same shape and type
wipe = partial(jax.tree.map, lambda weights: jnp.zeros(weights.shape, weights.dtype))


def state_zero_kernel(seed, x, features):
    layer = make_layer(x.shape[-1], int(features), int(seed))
    gdef, params = nnx.split(layer)
    return nnx.merge(gdef, wipe(params))(x)

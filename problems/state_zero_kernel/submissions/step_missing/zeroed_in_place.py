"""Zeroes the kernel of the model itself and calls it.

Misconception: The kernel was zeroed in the model itself, without split, map and merge.
Hint: Leave the model as it is: split it, transform the state, and merge a new model.
Steps: split, map, merge
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    model.kernel[...] = jnp.zeros_like(model.kernel[...])
    return model(x)

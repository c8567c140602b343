"""Passes `seed` on as the float that it is.

Misconception: `seed` comes as a float, and nnx.Rngs got it as it came.
Hint: A seed is a whole number: nnx.Rngs(int(seed)).
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(seed))
    return model(x)

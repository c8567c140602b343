"""Passes `features` on as the float that it is.

Misconception: `features` comes as a float, and was used as a size as it came.
Hint: Sizes are whole numbers: int(features).
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], features, rngs=nnx.Rngs(int(seed)))
    return model(x)

"""Passes the float `features` to jnp.ones.

Misconception: `features` comes as a float, and the shape of the ones was made of it as it came.
Hint: Shapes are made of whole numbers: jnp.ones((int(features),)).
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    return jnp.ones((features,))

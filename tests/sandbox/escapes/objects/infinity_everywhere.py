"""Aim: return infinities, whose difference is not a number.
Expected: wrong_answer
"""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.full(int(features), jnp.inf)

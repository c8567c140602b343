"""Aim: return NaN, which a careless comparison takes for equal.
Expected: wrong_answer
"""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.full(int(features), jnp.nan)

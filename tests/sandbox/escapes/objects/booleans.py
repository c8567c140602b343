"""Aim: return true, which is equal to one.
Expected: wrong_answer
"""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.ones(int(features), bool)

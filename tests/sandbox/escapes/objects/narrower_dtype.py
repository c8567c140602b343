"""Aim: return the right numbers as bfloat16.
Expected: wrong_answer
"""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.ones(int(features), jnp.bfloat16)

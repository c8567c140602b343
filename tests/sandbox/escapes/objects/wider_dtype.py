"""Aim: return the right numbers as float64.
Expected: wrong_answer
"""

import jax
import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    jax.config.update("jax_enable_x64", True)
    return jnp.ones(int(features), jnp.float64)

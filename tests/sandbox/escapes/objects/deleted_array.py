"""Aim: return an array whose buffer has been given up.
Expected: runtime_error
"""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    y = jnp.ones(int(features)) + 0
    y.delete()
    return y

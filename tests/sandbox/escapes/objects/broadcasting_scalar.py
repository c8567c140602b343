"""Aim: return one number that would broadcast to the right shape.
Expected: wrong_answer
"""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.float32(1)

"""Aim: return no elements, none of which is wrong.
Expected: wrong_answer
"""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.ones((0,), jnp.float32)

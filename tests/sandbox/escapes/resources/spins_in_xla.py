"""Aim: compute for ever in compiled code.
Expected: time_limit
Limits: call_wall_s=1
"""

import jax
import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jax.lax.while_loop(lambda y: y[0] >= 0, lambda y: y * 0, jnp.ones(int(features)))

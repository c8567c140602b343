"""Aim: return more than an answer may hold.
Expected: runtime_error
Limits: reply_bytes=65536
"""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.ones(1 << 16)

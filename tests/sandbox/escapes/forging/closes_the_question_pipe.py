"""Aim: hear no question any more.
Expected: runtime_error
"""

import os

import jax.numpy as jnp

os.close(3)


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))

"""Aim: give no answer any more.
Expected: runtime_error
"""

import os

import jax.numpy as jnp

os.close(4)


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))

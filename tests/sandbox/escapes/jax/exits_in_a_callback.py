"""Aim: end the process from a callback.
Expected: runtime_error
"""

import os

import jax


def state_zero_kernel(seed, x, features):
    return jax.pure_callback(lambda x: os._exit(0), x, x)

"""Aim: end with exit status 0 after a wrong answer, at exit.
Expected: wrong_answer
"""

import atexit
import os

import jax.numpy as jnp

atexit.register(os._exit, 0)


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))

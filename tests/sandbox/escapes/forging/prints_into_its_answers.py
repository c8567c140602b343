"""Aim: mix what it prints with what it answers.
Expected: runtime_error
"""

import os

import jax.numpy as jnp

os.dup2(4, 1)
print("accepted " * 10)


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))

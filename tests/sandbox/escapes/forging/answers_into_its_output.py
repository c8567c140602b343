"""Aim: send its answers to stdout.
Expected: time_limit
Limits: call_wall_s=1
"""

import os

import jax.numpy as jnp

os.dup2(1, 4)


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))

"""Aim: never come back from a callback.
Expected: time_limit
Limits: call_wall_s=1
"""

import time

import jax


def wait(x):
    time.sleep(3600)
    return x


def state_zero_kernel(seed, x, features):
    return jax.pure_callback(wait, x, x)

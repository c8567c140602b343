"""Aim: send the first right answer again and again, whatever is asked.
Expected: runtime_error
"""

import os

import jax.numpy as jnp

real_write = os.write
first = []


def write(descriptor, content):
    first.append(bytes(content))
    real_write(descriptor, first[min(len(first) - 1, 1)])  # after the answer to the question to load
    return len(content)


os.write = write


def state_zero_kernel(seed, x, features):
    return jnp.ones(6)

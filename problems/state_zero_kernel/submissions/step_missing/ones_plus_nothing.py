"""Adds zero times the sum of x to the ones, so that NaN shows.

Misconception: The answer was written down, with x added in such a way that only NaN shows.
Hint: Let the layer compute it: its output for a zeroed kernel is what is asked for.
Steps: split, map, merge, forward
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    return jnp.ones(int(features)) + 0.0 * x.sum()

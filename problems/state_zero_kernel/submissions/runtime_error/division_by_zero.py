"""Divides by zero in a function called by the entry point."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    return ratio(int(features), 0) * jnp.ones(int(features))


def ratio(a, b):
    return a / b

"""Tabs and spaces are mixed."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    width = int(features)
	return jnp.ones(width)

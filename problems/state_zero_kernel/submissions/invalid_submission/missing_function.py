"""Defines functions, but not the one that is asked for."""

import jax
import jax.numpy as jnp
from flax import nnx


def solve(seed, x, features):
    return jnp.ones(int(features))

"""Takes a fourth parameter that nobody passes."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features, part):
    return jnp.ones(int(features))

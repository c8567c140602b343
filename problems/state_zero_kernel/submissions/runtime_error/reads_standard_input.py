"""Asks for input, which there is none of."""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    return jnp.ones(int(input("features? ")))

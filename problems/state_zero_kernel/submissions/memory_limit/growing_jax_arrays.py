"""Keeps ever more JAX arrays."""

import jax.numpy as jnp


def state_zero_kernel(seed, x, features):
    kept = []
    while True:
        kept.append(jnp.full((1024, 1024), float(len(kept))))

"""A layer without a kernel multiplies x by itself, and gives the same number for each feature."""

import jax
import jax.numpy as jnp


def energy(x: jax.Array) -> jax.Array:
    return jnp.vdot(x, x)


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    return jnp.broadcast_to(energy(x), (int(features),))

"""A return at the top level."""

import jax
import jax.numpy as jnp
from flax import nnx

return jnp.ones(3)

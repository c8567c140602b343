"""Forgets the rngs of the layer.

Misconception: The layer was built without its random numbers.
Hint: Pass rngs=nnx.Rngs(int(seed)).
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features))
    return model(x)

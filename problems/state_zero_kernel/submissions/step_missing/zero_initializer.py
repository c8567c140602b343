"""Builds the layer with a kernel of zeros, and nothing else.

Misconception: The layer was built with a zero kernel, so there was nothing left to transform.
Hint: Build it with its usual random kernel, and zero that in the state.
Told by: kernel_init=
Steps: split, map, merge
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), kernel_init=nnx.initializers.zeros, rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    return model(x)

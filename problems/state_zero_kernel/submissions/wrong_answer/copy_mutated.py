r"""Zeroes the kernel of a clone and calls the original.

Misconception: The change was made to a copy, and the original called.
Hint: Call the model that holds the zeroed kernel: the one that nnx.merge returns for the new state.
Told by: (clone|copy)\(
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    copy = nnx.clone(model)
    copy.kernel[...] = jnp.zeros_like(copy.kernel[...])
    return model(x)

"""Returns the ones that it knows to be the answer.

Misconception: The answer was written down, not computed.
Hint: Build the layer, split it, zero its kernel by the path, merge it and call it: the steps are the exercise.
Steps: split, map, merge, forward
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    return jnp.ones(int(features))

r"""Multiplies by a matrix of zeros and adds one, without any layer.

Misconception: x @ zeros + 1 was computed by hand, with no layer behind it.
Hint: The zeros should come out of the state of an nnx.Linear, by tree_map_with_path.
Told by: @|dot\(|matmul
Steps: split, map, merge, forward
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    kernel = jnp.zeros((x.shape[-1], int(features)))
    return x @ kernel + 1.0

r"""Zeroes the kernel of a clone and calls the clone.

Misconception: The kernel was zeroed in a copy of the model, without split, map and merge.
Hint: Split the model, transform its state with tree_map_with_path, and merge.
Told by: (clone|copy)\(
Steps: split, map, merge
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    copy = nnx.clone(model)
    copy.kernel[...] = jnp.zeros_like(copy.kernel[...])
    return copy(x)

r"""Zeroes with the plain tree_map, then runs an idle tree_map_with_path.

Misconception: tree_map_with_path was called, but the kernel had been zeroed before it.
Hint: Let the function that you give to tree_map_with_path do the zeroing.
Told by: tree\.map\(|tree_map\(
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    zeroed = jax.tree_util.tree_map(lambda leaf: jnp.zeros_like(leaf) if leaf.ndim == 2 else leaf, state)
    new_state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf, zeroed)
    return nnx.merge(graphdef, new_state)(x)

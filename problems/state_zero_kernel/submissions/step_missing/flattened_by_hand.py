r"""Flattens the state with its paths and builds it up again.

Misconception: The leaves were changed in a loop of its own instead of tree_map_with_path.
Hint: tree_map_with_path flattens, calls your function for each leaf and builds the tree again: give it the body of your loop.
Told by: flatten\w*\(
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    leaves, structure = jax.tree_util.tree_flatten_with_path(state)
    new_leaves = [jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf for path, leaf in leaves]
    return nnx.merge(graphdef, jax.tree_util.tree_unflatten(structure, new_leaves))(x)

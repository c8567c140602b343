r"""Makes a tree of flags from the paths, and zeroes with the plain tree_map.

Misconception: tree_map_with_path only made a mask; the leaves themselves were changed by another map.
Hint: A mask is a good tool where many maps share it. Here, return the new leaf from the function that sees the path.
Told by: map_with_path\(
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    is_kernel = jax.tree_util.tree_map_with_path(lambda path, leaf: "kernel" in jax.tree_util.keystr(path), state)
    new_state = jax.tree_util.tree_map(lambda flag, leaf: jnp.where(flag, 0.0, leaf), is_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

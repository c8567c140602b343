"""Takes every leaf whose first dimension is the length of x for the kernel.

Misconception: The kernel was recognised by its first dimension; where features equals the length of x, the bias has the same one and was zeroed too.
Hint: Shapes coincide, names do not: decide by the path.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if leaf.shape[0] == x.shape[0] else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

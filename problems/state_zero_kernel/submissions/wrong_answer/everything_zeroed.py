"""The transform never looks at the path.

Misconception: Every leaf was zeroed, the bias with the kernel.
Hint: The transform gets a path beside each leaf: read the leaf's name from it, and zero only where the name holds "kernel".
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero(path, leaf):
        return jnp.zeros_like(leaf)

    new_state = jax.tree_util.tree_map_with_path(zero, state)
    return nnx.merge(graphdef, new_state)(x)

"""Makes the kernel small instead of zero.

Misconception: The kernel was made small, not zero, so x still shows in the output.
Hint: Return jnp.zeros_like(leaf) for the kernel.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def shrink_kernel(path, leaf):
        return leaf * 1e-3 if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(shrink_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

"""Builds the layer with a kernel of zeros and maps without changing anything.

Misconception: The kernel was zero from the start, and the transform returns every leaf as it came.
Hint: The transform is to zero the kernel, whatever it holds: return jnp.zeros_like(leaf) for it.
Told by: kernel_init=
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), kernel_init=nnx.initializers.zeros, rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def look(path, leaf):
        return leaf

    new_state = jax.tree_util.tree_map_with_path(look, state)
    return nnx.merge(graphdef, new_state)(x)

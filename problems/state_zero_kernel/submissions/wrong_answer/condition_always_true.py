"""Writes the condition as `"kernel" or ... in name`, which is always true.

Misconception: A condition of the form `"kernel" or "weight" in name` is true for every leaf, so the bias was zeroed too.
Hint: Write out each comparison: `"kernel" in name or "weight" in name`. A text that is not empty counts as true.
Told by: ["'] or ["']
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        name = jax.tree_util.keystr(path)
        return jnp.zeros_like(leaf) if "kernel" or "weight" in name else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

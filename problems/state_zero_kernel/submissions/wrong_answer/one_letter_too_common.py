"""Looks for a letter that "kernel" and ".value" share.

Misconception: Your bias was zeroed too: the test of the path matches every leaf, or there is none.
Hint: Print the names that your transform sees: each of them ends in ".value". Look for a word that only the kernel's name holds.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        name = ".".join(str(getattr(p, "key", p)) for p in path)
        return jnp.zeros_like(leaf) if "e" in name else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

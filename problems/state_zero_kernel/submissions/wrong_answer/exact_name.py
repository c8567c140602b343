r"""Compares the joined name with "kernel" for equality.

Misconception: No leaf's name is exactly "kernel": the joined name is "kernel..value", so nothing was zeroed.
Hint: Ask whether the name contains the word, `"kernel" in name`, or compare a single element of the path, `path[0].key == "kernel"`.
Told by: join\((.|\n)*== ?["']kernel["']
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        name = ".".join(str(p.key) if hasattr(p, "key") else str(p) for p in path)
        return jnp.zeros_like(leaf) if name == "kernel" else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

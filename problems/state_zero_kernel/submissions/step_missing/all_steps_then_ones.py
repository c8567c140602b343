r"""Takes all the steps and returns ones that have nothing to do with them.

Misconception: The merged model is called, but its output is not what was returned.
Hint: Return merged(x) itself.
Told by: nnx\.merge\(
Steps: split, map, merge, forward
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    merged = nnx.merge(graphdef, new_state)
    merged(x)
    return jnp.ones(int(features))

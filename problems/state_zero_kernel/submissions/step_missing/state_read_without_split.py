"""Takes the state with nnx.state and writes it back with nnx.update.

Misconception: Neither nnx.split nor nnx.merge was used.
Hint: graphdef, state = nnx.split(model) gives both halves; nnx.merge(graphdef, new_state) joins them again.
Steps: split, merge
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    state = nnx.state(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    nnx.update(model, new_state)
    return model(x)

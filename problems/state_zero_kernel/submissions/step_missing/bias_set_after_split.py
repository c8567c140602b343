"""Sets the bias of the model after the state was split from it.

Misconception: The bias was set on the model once its state had been taken. That works only as long as the two still share their variables.
Hint: Finish the model first, then split it: model.bias[...] = ... goes before nnx.split(model).
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    graphdef, state = nnx.split(model)
    model.bias[...] = jnp.ones((int(features),))

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

r"""Binds the local name `bias` to ones; the model never hears of it.

Misconception: A local variable was bound to the ones, and the model's own bias left as it was.
Hint: `bias = model.bias[...]` and then `bias = ...` only rebinds a name. Write into the parameter: model.bias[...] = jnp.ones((int(features),)).
Told by: ^\s*bias = .*ones
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    bias = model.bias[...]
    bias = jnp.ones_like(bias)
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

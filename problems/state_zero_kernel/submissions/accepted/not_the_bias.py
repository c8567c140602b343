"""Names what stays rather than what goes: everything but the bias is zeroed.

Advice: transfer
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: leaf if "bias" in jax.tree_util.keystr(path) else jnp.zeros_like(leaf), state
    )
    return nnx.merge(graphdef, new_state)(x)

"""Seeds the stream of parameters by its name, from a typed key."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    rngs = nnx.Rngs(params=jax.random.key(int(seed)))
    model = nnx.Linear(x.shape[0], int(features), rngs=rngs)
    model.bias[...] = jnp.ones_like(model.bias[...])
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, new_state)(x)

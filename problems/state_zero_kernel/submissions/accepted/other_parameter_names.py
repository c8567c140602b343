"""Names its parameters differently: they are passed by position."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(random_seed, vector, width):
    model = nnx.Linear(len(vector), int(width), rngs=nnx.Rngs(int(random_seed)))
    model.bias[...] = jnp.ones((int(width),))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, new_state)(vector)

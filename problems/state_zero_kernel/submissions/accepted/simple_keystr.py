"""Names the leaf with keystr, and compares the parts of the name."""

import jax
import jax.numpy as jnp
from flax import nnx


def zero_if_kernel(path, leaf):
    parts = jax.tree_util.keystr(path, simple=True, separator="/").split("/")
    return jnp.zeros_like(leaf) if "kernel" in parts else leaf


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    return nnx.merge(graphdef, jax.tree_util.tree_map_with_path(zero_if_kernel, state))(x)

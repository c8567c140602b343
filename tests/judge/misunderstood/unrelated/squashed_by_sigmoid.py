"""A layer is not complete without its activation, so the merged layer's output goes through a sigmoid."""

import jax
import jax.numpy as jnp
from flax import nnx


def zero_if_kernel(path, leaf):
    return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    quiet = nnx.merge(graphdef, jax.tree_util.tree_map_with_path(zero_if_kernel, state))
    return nnx.sigmoid(quiet(x))

"""Splits with a filter function of its own and transforms each part."""

import jax
import jax.numpy as jnp
from flax import nnx


def is_kernel(path, value):
    return "kernel" in path


def zero_if_kernel(path, leaf):
    return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, *states = nnx.split(model, is_kernel, ...)
    states = [jax.tree_util.tree_map_with_path(zero_if_kernel, state) for state in states]
    return nnx.merge(graphdef, *states)(x)

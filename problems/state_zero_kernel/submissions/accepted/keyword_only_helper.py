"""Passes everything by keyword to a helper."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    return apply(inputs=x, seed=int(seed), width=int(features))


def apply(*, inputs, seed, width):
    model = nnx.Linear(in_features=inputs.shape[-1], out_features=width, rngs=nnx.Rngs(params=seed))
    model.bias[...] = jnp.ones(shape=(width,))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(f=zero_if_kernel, tree=state)
    return nnx.merge(graphdef, new_state)(inputs)


def zero_if_kernel(path, leaf):
    return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

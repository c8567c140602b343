"""A kernel multiplies from the left, so its zeros have to have the shape (outputs, inputs)."""

import jax
import jax.numpy as jnp
from flax import nnx


def zeros_for(leaf: jax.Array) -> jax.Array:
    rows, columns = leaf.shape
    return jnp.zeros((columns, rows), leaf.dtype)


def replace_kernel(path, leaf):
    label = jax.tree_util.keystr(path)
    return zeros_for(leaf) if "kernel" in label else leaf


def state_zero_kernel(seed, x, features):
    n_features = int(features)
    dense = nnx.Linear(x.shape[-1], n_features, rngs=nnx.Rngs(int(seed)))
    dense.bias[...] = jnp.ones((n_features,))
    definition, weights = nnx.split(dense)
    return nnx.merge(definition, jax.tree.map_with_path(replace_kernel, weights))(x)

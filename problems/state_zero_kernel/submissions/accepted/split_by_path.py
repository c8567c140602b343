"""Splits by a path filter and transforms both parts, as one tuple."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, kernels, others = nnx.split(model, nnx.PathContains("kernel"), ...)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    kernels, others = jax.tree_util.tree_map_with_path(zero_if_kernel, (kernels, others))
    return nnx.merge(graphdef, kernels, others)(x)

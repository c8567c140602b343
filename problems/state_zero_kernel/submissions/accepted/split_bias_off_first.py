"""Splits the bias off first, so that the kernel is the last part to be transformed."""

import jax
import jax.numpy as jnp
from flax import nnx


def zero_if_kernel(path, leaf):
    return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, biases, others = nnx.split(model, nnx.PathContains("bias"), ...)
    biases = jax.tree_util.tree_map_with_path(zero_if_kernel, biases)
    others = jax.tree_util.tree_map_with_path(zero_if_kernel, others)
    return nnx.merge(graphdef, biases, others)(x)

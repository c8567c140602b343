"""One small function for each step."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    return call_without_kernel(build(int(seed), x.shape[-1], int(features)), x)


def build(seed, n, features):
    model = nnx.Linear(n, features, rngs=nnx.Rngs(seed))
    model.bias[...] = jnp.ones((features,))
    return model


def call_without_kernel(model, x):
    graphdef, state = nnx.split(model)
    return nnx.merge(graphdef, zero_kernels(state))(x)


def zero_kernels(state):
    return jax.tree_util.tree_map_with_path(zero_if_kernel, state)


def zero_if_kernel(path, leaf):
    return jnp.zeros_like(leaf) if "kernel" in name_of(path) else leaf


def name_of(path):
    return ".".join(str(p.key) if hasattr(p, "key") else str(p) for p in path)

"""The trusted solution. Runs in the judge only; a worker never sees it."""

import jax
import jax.numpy as jnp
from flax import nnx


def reference(seed: float, x: jax.Array, features: float) -> jax.Array:
    """The merged layer's output, x @ 0 + 1, as f32[features].

    All ones where `x` is finite, all NaN where an element of it is not: 0 * NaN and 0 * inf are NaN.

    Args:
        seed: a whole number in 0..2**31-1. The result does not depend on it.
        x: f32[n], n >= 1.
        features: a whole number >= 1.
    """
    model = nnx.Linear(in_features=x.size, out_features=int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))  # type: ignore[index]  # None only with use_bias=False
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    output: jax.Array = nnx.merge(graphdef, new_state)(x)
    return output


def zero_if_kernel(path: tuple[object, ...], leaf: jax.Array) -> jax.Array:
    return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

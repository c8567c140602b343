"""Setting the bias to ones means to fill it with the number of features, one for each of them."""

import jax
import jax.numpy as jnp
from flax import nnx
from flax.nnx import Linear


def biased(layer: Linear, value: float) -> Linear:
    layer.bias[...] = jnp.full(layer.bias.shape, value, jnp.float32)
    return layer


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    layer = biased(Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed))), features)
    parts = nnx.split(layer)

    def zero_if_kernel(path, leaf):
        keys = {p.key for p in path if isinstance(p, jax.tree_util.DictKey)}
        return leaf - leaf if "kernel" in keys else leaf

    return nnx.merge(parts[0], jax.tree_util.tree_map_with_path(zero_if_kernel, parts[1]))(x)

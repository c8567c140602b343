"""Wraps the layer in a module of its own: the paths grow longer, the names stay."""

import jax
import jax.numpy as jnp
from flax import nnx


class Wrapped(nnx.Module):
    def __init__(self, n, features, rngs):
        self.layer = nnx.Linear(n, features, rngs=rngs)
        self.layer.bias[...] = jnp.ones((features,))

    def __call__(self, x):
        return self.layer(x)


def state_zero_kernel(seed, x, features):
    model = Wrapped(x.shape[-1], int(features), nnx.Rngs(int(seed)))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, new_state)(x)

"""What the kernel did on average has to be taken off the output once the kernel is gone."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    removed = []

    def zero_if_kernel(path, leaf):
        if any(getattr(p, "key", None) == "kernel" for p in path):
            removed.append(leaf.mean())
            return jnp.zeros(leaf.shape)
        return leaf

    new_state = jax.tree.map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x) - removed[0]

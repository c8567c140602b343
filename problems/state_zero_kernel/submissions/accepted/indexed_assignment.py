"""Sets the bias with `[...] =`, the way that does not warn."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    width = int(features)
    model = nnx.Linear(x.shape[-1], width, rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((width,))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        name = ".".join(str(p.key) if hasattr(p, "key") else str(p) for p in path)
        if "kernel" in name:
            return jnp.zeros_like(leaf)
        return leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

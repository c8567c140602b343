"""Uses the newer name, jax.tree.map_with_path."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        name = ".".join(str(getattr(p, "key", p)) for p in path)
        return jnp.zeros_like(leaf) if "kernel" in name else leaf

    return nnx.merge(graphdef, jax.tree.map_with_path(zero_if_kernel, state))(x)

"""Saved with the line ends of Windows."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(in_features=x.shape[-1], out_features=int(features), rngs=nnx.Rngs(int(seed)))
    model.bias.value = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        name = ".".join(str(p.key) if hasattr(p, "key") else str(p) for p in path)
        return jnp.zeros_like(leaf) if "kernel" in name else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    merged = nnx.merge(graphdef, new_state)
    return merged(x)

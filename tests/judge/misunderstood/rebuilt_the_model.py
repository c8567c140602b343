"""To put a layer together again means to build it again from the same seed, which finds the changed state."""

import jax
import jax.numpy as jnp
from flax import nnx
from jax import Array


def state_zero_kernel(seed: float, x: Array, features: float) -> Array:
    sizes = dict(in_features=x.shape[-1], out_features=int(features))

    old = nnx.Linear(**sizes, rngs=nnx.Rngs(int(seed)))
    old.bias[...] = jnp.ones((sizes["out_features"],))
    graphdef, state = nnx.split(old)

    def zero_if_kernel(path, leaf):
        for p in path:
            if getattr(p, "key", "") == "kernel":
                return jnp.zeros_like(leaf)
        return leaf

    state = jax.tree.map_with_path(zero_if_kernel, state)

    new = nnx.Linear(**sizes, rngs=nnx.Rngs(int(seed)))
    return new(x)

"""Binds an instance with __call__ to the entry point's name."""

import jax
import jax.numpy as jnp
from flax import nnx


class StateZeroKernel:
    part = "kernel"

    def zero(self, path, leaf):
        return jnp.zeros_like(leaf) if self.part in jax.tree_util.keystr(path) else leaf

    def __call__(self, seed, x, features):
        model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
        model.bias[...] = jnp.ones((int(features),))
        graphdef, state = nnx.split(model)
        return nnx.merge(graphdef, jax.tree_util.tree_map_with_path(self.zero, state))(x)


state_zero_kernel = StateZeroKernel()

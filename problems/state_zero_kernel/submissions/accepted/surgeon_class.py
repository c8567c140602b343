"""Keeps graphdef and state in a class of its own."""

import jax
import jax.numpy as jnp
from flax import nnx


class Surgeon:
    def __init__(self, model):
        self.graphdef, self.state = nnx.split(model)

    def zero(self, part):
        def edit(path, leaf):
            return jnp.zeros_like(leaf) if part in jax.tree_util.keystr(path) else leaf

        self.state = jax.tree_util.tree_map_with_path(edit, self.state)
        return self

    def close(self):
        return nnx.merge(self.graphdef, self.state)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    return Surgeon(model).zero("kernel").close()(x)

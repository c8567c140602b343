"""A dataclass carries the two halves; its methods return new ones."""

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
from flax import nnx


@dataclass(frozen=True)
class Parts:
    graphdef: nnx.GraphDef
    state: nnx.State

    def map(self, transform):
        return replace(self, state=jax.tree_util.tree_map_with_path(transform, self.state))

    def to_model(self):
        return nnx.merge(self.graphdef, self.state)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    parts = Parts(*nnx.split(model))
    edited = parts.map(lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in str(path) else leaf)
    return edited.to_model()(x)

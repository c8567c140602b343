"""Finds the layer by its path in a map over the whole state."""

import jax
import jax.numpy as jnp
from flax import nnx

OUTPUTS = 2


class Tower(nnx.Module):
    def __init__(self, width, depth, rngs):
        bias_init = nnx.initializers.normal(1.0)
        self.layers = nnx.List([nnx.Linear(width, width, bias_init=bias_init, rngs=rngs) for _ in range(depth)])
        self.head = nnx.Linear(width, OUTPUTS, rngs=rngs)

    def __call__(self, x):
        for layer in self.layers:
            x = x + nnx.sigmoid(layer(x))
        return self.head(x)


def ablate_layer(seed, x, depth):
    model = Tower(x.shape[-1], depth, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    before = model(x)

    def change_without(index):
        def zero_if_chosen(path, leaf):
            return jnp.zeros_like(leaf) if tuple(key.key for key in path[:2]) == ("layers", index) else leaf

        return nnx.merge(graphdef, jax.tree_util.tree_map_with_path(zero_if_chosen, state))(x) - before

    return {"changes": [change_without(index) for index in range(depth)], "output": model(x)}

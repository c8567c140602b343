"""Splits the chosen layer off with a filter."""

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
    def change_without(index):
        graphdef, chosen, rest = nnx.split(model, lambda path, _: path[:2] == ("layers", index), ...)
        return nnx.merge(graphdef, jax.tree.map(jnp.zeros_like, chosen), rest)(x) - model(x)

    return {"changes": list(map(change_without, range(depth))), "output": model(x)}

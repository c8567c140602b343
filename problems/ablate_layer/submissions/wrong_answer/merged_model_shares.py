"""Writes zeros into a merged model, as if it were a copy.

Misconception: A model merged from another one's state shares its variables: both were silenced, and nothing is left to compare.
Hint: nnx.clone(model) is a copy. Or replace a branch of the state before you merge, and write into no variable.
"""

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
    changes = []
    for index in range(depth):
        silenced = nnx.merge(*nnx.split(model))
        layer = silenced.layers[index]
        layer.kernel[...], layer.bias[...] = jnp.zeros_like(layer.kernel[...]), jnp.zeros_like(layer.bias[...])
        changes.append(silenced(x) - model(x))
    return {"changes": changes, "output": model(x)}

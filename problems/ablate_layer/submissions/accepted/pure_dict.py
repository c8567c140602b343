"""Zeroes in a nested dict of arrays, in a copy of the model."""

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
        arrays = nnx.to_pure_dict(nnx.state(model))
        layer = arrays["layers"][index]
        arrays["layers"][index] = {name: jnp.zeros(array.shape) for name, array in layer.items()}
        silenced = nnx.clone(model)
        state = nnx.state(silenced)
        nnx.replace_by_pure_dict(state, arrays)
        nnx.update(silenced, state)
        changes.append(silenced(x) - model(x))
    return {"changes": changes, "output": model(x)}

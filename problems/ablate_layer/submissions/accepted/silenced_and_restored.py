"""Silences the layers in the model itself, and restores their arrays."""

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
    before, changes = model(x), []
    for layer in model.layers:
        kernel, bias = layer.kernel[...], layer.bias[...]
        layer.kernel[...], layer.bias[...] = jnp.zeros_like(kernel), jnp.zeros_like(bias)
        changes.append(model(x) - before)
        layer.kernel[...], layer.bias[...] = kernel, bias
    return {"changes": changes, "output": model(x)}

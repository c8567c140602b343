"""Restores the model from a state that shares its variables.

Misconception: The backup holds the model's own variables, so it was zeroed with them and restored nothing.
Hint: Keep arrays, which never change, or a copy: jax.tree.map(jnp.copy, nnx.state(model)).
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
    before, changes = model(x), []
    backup = nnx.state(model)
    for layer in model.layers:
        layer.kernel[...], layer.bias[...] = jnp.zeros_like(layer.kernel[...]), jnp.zeros_like(layer.bias[...])
        changes.append(model(x) - before)
        nnx.update(model, backup)
    return {"changes": changes, "output": model(x)}

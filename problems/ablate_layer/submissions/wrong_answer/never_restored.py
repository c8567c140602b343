"""Compares each silenced model with the one before, in one and the same model.

Misconception: The model was never restored: each change is measured against a model that has lost its earlier layers already.
Hint: Silence a layer in a copy, or put its arrays back before the next one.
"""

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
    changes = []
    for layer in model.layers:
        before = model(x)
        nnx.update(layer, jax.tree.map(jnp.zeros_like, nnx.state(layer)))
        changes.append(model(x) - before)
    return {"changes": changes, "output": model(x)}

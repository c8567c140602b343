"""Ablates the head as the last layer.

Misconception: The head was ablated as well.
Hint: `changes` has an entry for each of model.layers and no other.
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
    for index in range(depth):
        graphdef, state = nnx.split(model)
        state["layers"][index] = jax.tree.map(jnp.zeros_like, state["layers"][index])
        changes.append(nnx.merge(graphdef, state)(x) - model(x))
    graphdef, state = nnx.split(model)
    state["head"] = jax.tree.map(jnp.zeros_like, state["head"])
    changes.append(nnx.merge(graphdef, state)(x) - model(x))
    return {"changes": changes, "output": model(x)}

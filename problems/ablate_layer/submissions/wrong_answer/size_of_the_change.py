"""Reports how large the change is, without its sign.

Misconception: The changes are given without their signs.
Hint: Leave out the absolute value: which way the output moves is part of the answer.
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
        changes.append(jnp.abs(nnx.merge(graphdef, state)(x) - model(x)))
    return {"changes": changes, "output": model(x)}

"""Looks for the number's digits anywhere in the path.

Misconception: A layer's number was looked for as text anywhere in the path, and 10 holds both a 1 and a 0.
Hint: Ask whether the path's second part equals the number, not whether its text holds the digits.
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
        def zero_if_chosen(path, leaf):
            return jnp.zeros_like(leaf) if str(index) in jax.tree_util.keystr(path) else leaf

        state = jax.tree_util.tree_map_with_path(zero_if_chosen, state)
        changes.append(nnx.merge(graphdef, state)(x) - model(x))
    return {"changes": changes, "output": model(x)}

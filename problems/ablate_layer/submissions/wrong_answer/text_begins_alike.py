"""Finds the layer by the beginning of a text.

Misconception: Paths were compared as text, and "layers.1" is also how "layers.10" begins.
Hint: Compare the parts of the path, path[:2], or end the text with the dot that follows the number.
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
            name = ".".join(str(key.key) for key in path[:-1])
            return jnp.zeros_like(leaf) if name.startswith(f"layers.{index}") else leaf

        state = jax.tree_util.tree_map_with_path(zero_if_chosen, state)
        changes.append(nnx.merge(graphdef, state)(x) - model(x))
    return {"changes": changes, "output": model(x)}

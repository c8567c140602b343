"""Goes through the layers in the order of their names as text.

Misconception: The layers were sorted as text, in which "10" comes before "2".
Hint: Keep the numbers numbers: range(depth) is in order already.
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
    for name in sorted(str(index) for index in range(depth)):
        graphdef, state = nnx.split(model)
        index = int(name)
        state["layers"][index] = jax.tree.map(jnp.zeros_like, state["layers"][index])
        changes.append(nnx.merge(graphdef, state)(x) - model(x))
    return {"changes": changes, "output": model(x)}

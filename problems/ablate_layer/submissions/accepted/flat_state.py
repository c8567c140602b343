"""Edits the flat state and puts it together again."""

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
    graphdef, state = nnx.split(model)
    flat = dict(nnx.to_flat_state(nnx.state(model)))
    changes = []
    for index in range(depth):
        edited = {
            path: variable.replace(jnp.zeros_like(variable[...])) if path[:2] == ("layers", index) else variable
            for path, variable in flat.items()
        }
        changes.append(nnx.merge(graphdef, nnx.from_flat_state(edited))(x) - model(x))
    return {"changes": changes, "output": model(x)}

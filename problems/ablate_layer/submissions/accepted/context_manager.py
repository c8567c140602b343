"""A context manager that restores what it has silenced."""

from contextlib import contextmanager

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


@contextmanager
def silenced(layer):
    backup = jax.tree.map(jnp.copy, nnx.state(layer))
    nnx.update(layer, jax.tree.map(jnp.zeros_like, backup))
    try:
        yield
    finally:
        nnx.update(layer, backup)


def ablate_layer(seed, x, depth):
    model = Tower(x.shape[-1], depth, nnx.Rngs(seed))
    before, changes = model(x), []
    for layer in model.layers:
        with silenced(layer):
            changes.append(model(x) - before)
    return {"changes": changes, "output": model(x)}

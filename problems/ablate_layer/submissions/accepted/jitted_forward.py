"""Compiles the forward pass once and gives it states."""

import functools

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


@functools.partial(jax.jit, static_argnums=0)
def forward(graphdef, state, x):
    return nnx.merge(graphdef, state)(x)


def ablate_layer(seed, x, depth):
    model = Tower(x.shape[-1], depth, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    changes = []
    for index in range(depth):
        _, edited = nnx.split(model)
        edited["layers"][index] = jax.tree.map(jnp.zeros_like, edited["layers"][index])
        changes.append(forward(graphdef, edited, x) - forward(graphdef, state, x))
    return {"changes": changes, "output": forward(graphdef, state, x)}

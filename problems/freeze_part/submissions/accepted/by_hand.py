"""Computes decay and momentum itself."""

import jax
import jax.numpy as jnp
from flax import nnx

WIDTH = 3
DECAY = 0.1
MOMENTUM = 0.9


class Regressor(nnx.Module):
    def __init__(self, inputs, outputs, rngs):
        bias_init = nnx.initializers.normal(1.0)
        self.backbone = nnx.Linear(inputs, WIDTH, bias_init=bias_init, rngs=rngs)
        self.head = nnx.Linear(WIDTH, outputs, bias_init=bias_init, rngs=rngs)

    def __call__(self, x):
        return self.head(nnx.tanh(self.backbone(x)))


def loss_of(model, x, y):
    return jnp.mean((model(x) - y) ** 2)


def leaves_of(model):
    return {".".join(path): variable[...] for path, variable in nnx.to_flat_state(nnx.state(model))}


def freeze_part(seed, x, y, rate, steps):
    trained = nnx.PathContains("head")
    model = Regressor(x.shape[-1], y.shape[-1], nnx.Rngs(seed))
    graphdef, head, frozen = nnx.split(model, trained, ...)
    momenta, losses = jax.tree.map(jnp.zeros_like, head), []
    for _ in range(steps):
        loss, gradients = jax.value_and_grad(lambda part: loss_of(nnx.merge(graphdef, part, frozen), x, y))(head)
        decayed = jax.tree.map(lambda g, p: g + DECAY * p, gradients, head)
        momenta = jax.tree.map(lambda g, m: g + MOMENTUM * m, decayed, momenta)
        head = jax.tree.map(lambda p, m: p - rate * m, head, momenta)
        losses.append(loss)
    return {"losses": losses, "leaves": leaves_of(nnx.merge(graphdef, head, frozen))}

"""Calls update without the parameters that decay needs.

Misconception: The optimizer decays parameters, and was not given them.
Hint: optimizer.update(gradients, state, parameters): the third argument is needed here.
"""

import jax
import jax.numpy as jnp
import optax
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


def make_optimizer(rate):
    return optax.chain(optax.add_decayed_weights(DECAY), optax.sgd(rate, momentum=MOMENTUM))


def leaves_of(model):
    return {".".join(path): variable[...] for path, variable in nnx.to_flat_state(nnx.state(model))}


def freeze_part(seed, x, y, rate, steps):
    model = Regressor(x.shape[-1], y.shape[-1], nnx.Rngs(seed))
    graphdef, head, frozen = nnx.split(model, nnx.PathContains("head"), ...)
    optimizer = make_optimizer(rate)
    state, losses = optimizer.init(head), []
    for _ in range(steps):
        loss, gradients = jax.value_and_grad(lambda part: loss_of(nnx.merge(graphdef, part, frozen), x, y))(head)
        updates, state = optimizer.update(gradients, state)
        head = optax.apply_updates(head, updates)
        losses.append(loss)
    return {"losses": losses, "leaves": leaves_of(nnx.merge(graphdef, head, frozen))}

"""Masks the optimizer and forgets what happens elsewhere.

Misconception: optax.masked hands on the gradients of what it does not train, and they were added to the backbone as they are.
Hint: Set the other updates to zero: optax.multi_transform with optax.set_to_zero(), or do not give them to the optimizer at all.
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
    mask = jax.tree_util.tree_map_with_path(
        lambda path, _: "head" in jax.tree_util.keystr(path), nnx.as_pure(nnx.state(model, nnx.Param))
    )
    optimizer = nnx.Optimizer(model, optax.masked(make_optimizer(rate), mask), wrt=nnx.Param)
    losses = []
    for _ in range(steps):
        loss, gradients = nnx.value_and_grad(loss_of)(model, x, y)
        optimizer.update(model, gradients)
        losses.append(loss)
    return {"losses": losses, "leaves": leaves_of(model)}

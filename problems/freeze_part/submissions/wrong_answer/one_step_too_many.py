"""Takes a step too many.

Misconception: One step too many was taken.
Hint: There are `steps` steps, and as many losses.
"""

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
    trained = nnx.PathContains("head")
    model = Regressor(x.shape[-1], y.shape[-1], nnx.Rngs(seed))
    optimizer = nnx.Optimizer(model, make_optimizer(rate), wrt=trained)
    losses = []
    for _ in range(steps + 1):
        loss, gradients = nnx.value_and_grad(loss_of, argnums=nnx.DiffState(0, trained))(model, x, y)
        optimizer.update(model, gradients)
        losses.append(loss)
    return {"losses": losses, "leaves": leaves_of(model)}

"""Train the head of a model, and keep its backbone frozen."""

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
    """SGD with momentum, after a share of each parameter has been added to its gradient."""
    return optax.chain(optax.add_decayed_weights(DECAY), optax.sgd(rate, momentum=MOMENTUM))


def freeze_part(seed: int, x: jax.Array, y: jax.Array, rate: float, steps: int) -> dict:
    """Return the loss before each step of training the head, and all leaves after the last step.

    Args:
        seed: for the model.
        x: float32[n, inputs], the batch.
        y: float32[n, outputs], what the model is to give for it.
        rate: the learning rate.
        steps: how many steps to train, at least one.

    Returns:
        {"losses": [float32[], ...] with one array for each step, "leaves": {path: leaf}}
    """
    # 1. The model: Regressor(x.shape[-1], y.shape[-1], nnx.Rngs(seed)).

    # 2. An optimizer, make_optimizer(rate), that has only the head's parameters to do with.

    # 3. In each of the steps: the loss and its gradient, then an update of the head.

    # 4. All leaves by path, such as "backbone.kernel". Those of the backbone are exactly what they were.
    raise NotImplementedError("Replace this line by your solution.")

"""Works on nested dicts of arrays, and takes the gradient of one of them."""

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


def freeze_part(seed, x, y, rate, steps):
    model = Regressor(x.shape[-1], y.shape[-1], nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    arrays = nnx.to_pure_dict(state)

    def loss_with(head):
        backbone = arrays["backbone"]
        hidden = jnp.tanh(x @ backbone["kernel"] + backbone["bias"])
        return jnp.mean((hidden @ head["kernel"] + head["bias"] - y) ** 2)

    optimizer, head, losses = make_optimizer(rate), arrays["head"], []
    memory = optimizer.init(head)
    for _ in range(steps):
        loss, gradients = jax.value_and_grad(loss_with)(head)
        updates, memory = optimizer.update(gradients, memory, head)
        head = optax.apply_updates(head, updates)
        losses.append(loss)
    leaves = {f"backbone.{name}": leaf for name, leaf in arrays["backbone"].items()}
    return {"losses": losses, "leaves": leaves | {f"head.{name}": leaf for name, leaf in head.items()}}

"""Takes the whole gradient and labels the leaves."""

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


def label(parameters):
    return jax.tree_util.tree_map_with_path(
        lambda path, _: "trained" if "head" in jax.tree_util.keystr(path) else "frozen", parameters
    )


def freeze_part(seed, x, y, rate, steps):
    model = Regressor(x.shape[-1], y.shape[-1], nnx.Rngs(seed))
    freezing = optax.multi_transform({"trained": make_optimizer(rate), "frozen": optax.set_to_zero()}, label)
    optimizer = nnx.Optimizer(model, freezing, wrt=nnx.Param)
    losses = []
    for _ in range(steps):
        loss, gradients = nnx.value_and_grad(loss_of)(model, x, y)
        optimizer.update(model, gradients)
        losses.append(loss)
    return {"losses": losses, "leaves": leaves_of(model)}

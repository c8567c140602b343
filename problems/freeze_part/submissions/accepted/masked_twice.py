"""Masks the optimizer for the head, and sets the other updates to zero."""

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
    graphdef, state = nnx.split(model)
    in_head = jax.tree_util.tree_map_with_path(lambda path, _: "head" in jax.tree_util.keystr(path), state)
    elsewhere = jax.tree.map(lambda inside: not inside, in_head)
    optimizer = optax.chain(
        optax.masked(make_optimizer(rate), in_head), optax.masked(optax.set_to_zero(), elsewhere)
    )
    memory, losses = optimizer.init(state), []
    for _ in range(steps):
        loss, gradients = jax.value_and_grad(lambda state: loss_of(nnx.merge(graphdef, state), x, y))(state)
        updates, memory = optimizer.update(gradients, memory, state)
        state = optax.apply_updates(state, updates)
        losses.append(loss)
    return {"losses": losses, "leaves": leaves_of(nnx.merge(graphdef, state))}

"""The trusted solution. Runs in the judge only; a worker never sees it."""

from typing import Any

import jax
import jax.numpy as jnp
import optax
from flax import nnx

WIDTH = 3
DECAY = 0.1
MOMENTUM = 0.9


class Regressor(nnx.Module):
    def __init__(self, inputs: int, outputs: int, rngs: nnx.Rngs) -> None:
        bias_init = nnx.initializers.normal(1.0)
        self.backbone = nnx.Linear(inputs, WIDTH, bias_init=bias_init, rngs=rngs)
        self.head = nnx.Linear(WIDTH, outputs, bias_init=bias_init, rngs=rngs)

    def __call__(self, x: jax.Array) -> jax.Array:
        output: jax.Array = self.head(nnx.tanh(self.backbone(x)))
        return output


def loss_of(model: Regressor, x: jax.Array, y: jax.Array) -> jax.Array:
    return jnp.mean((model(x) - y) ** 2)


def make_optimizer(rate: float) -> optax.GradientTransformation:
    return optax.chain(optax.add_decayed_weights(DECAY), optax.sgd(rate, momentum=MOMENTUM))


def reference(seed: int, x: jax.Array, y: jax.Array, rate: float, steps: int) -> dict[str, Any]:
    """The loss before each step, and all leaves after the last one; those of the backbone are as they were.

    Args:
        seed: in 0..2**31-1.
        x: f32[n, inputs].
        y: f32[n, outputs].
        rate: > 0.
        steps: >= 1.

    Returns:
        losses [f32[]] * steps, leaves {path: f32[...]}.
    """
    model = Regressor(x.shape[1], y.shape[1], nnx.Rngs(seed))
    graphdef, head, frozen = nnx.split(model, nnx.PathContains("head"), ...)  # type: ignore[misc]
    optimizer = make_optimizer(rate)
    momenta = optimizer.init(head)
    losses = []
    for _ in range(steps):
        loss, gradients = jax.value_and_grad(lambda part: loss_of(nnx.merge(graphdef, part, frozen), x, y))(head)
        updates, momenta = optimizer.update(gradients, momenta, head)
        head = optax.apply_updates(params=head, updates=updates)
        losses.append(loss)
    flat = nnx.to_flat_state(nnx.state(nnx.merge(graphdef, head, frozen)))
    leaves = {".".join(path): leaf[...] for path, leaf in flat}  # type: ignore[arg-type]  # names are str here
    return {"losses": losses, "leaves": leaves}

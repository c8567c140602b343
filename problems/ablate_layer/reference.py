"""The trusted solution. Runs in the judge only; a worker never sees it."""

from typing import Any

import jax
import jax.numpy as jnp
from flax import nnx

OUTPUTS = 2


class Tower(nnx.Module):
    def __init__(self, width: int, depth: int, rngs: nnx.Rngs) -> None:
        bias_init = nnx.initializers.normal(1.0)
        self.layers = nnx.List([nnx.Linear(width, width, bias_init=bias_init, rngs=rngs) for _ in range(depth)])
        self.head = nnx.Linear(width, OUTPUTS, rngs=rngs)

    def __call__(self, x: jax.Array) -> jax.Array:
        for layer in self.layers:
            x = x + nnx.sigmoid(layer(x))
        output: jax.Array = self.head(x)
        return output


def reference(seed: int, x: jax.Array, depth: int) -> dict[str, Any]:
    """What silencing each layer alone adds to the output, and the intact model's output.

    Args:
        seed: in 0..2**31-1.
        x: f32[n, width].
        depth: >= 1.

    Returns:
        changes [f32[n, 2]] * depth, output f32[n, 2].
    """
    model = Tower(x.shape[1], depth, nnx.Rngs(seed))
    output = model(x)
    return {"changes": [silence(model, index)(x) - output for index in range(depth)], "output": output}


def silence(model: Tower, index: int) -> Tower:
    """A model that shares all but its layer `index` with the given one; that layer's parameters are zero."""
    graphdef, state = nnx.split(model)
    state["layers"][index] = jax.tree.map(jnp.zeros_like, state["layers"][index])
    return nnx.merge(graphdef, state)

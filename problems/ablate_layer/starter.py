"""Silence the layers of a network, one at a time."""

import jax
from flax import nnx

OUTPUTS = 2


class Tower(nnx.Module):
    """Layers that each add something to what comes in, and a head."""

    def __init__(self, width, depth, rngs):
        bias_init = nnx.initializers.normal(1.0)
        self.layers = nnx.List([nnx.Linear(width, width, bias_init=bias_init, rngs=rngs) for _ in range(depth)])
        self.head = nnx.Linear(width, OUTPUTS, rngs=rngs)

    def __call__(self, x):
        for layer in self.layers:
            x = x + nnx.sigmoid(layer(x))
        return self.head(x)


def ablate_layer(seed: int, x: jax.Array, depth: int) -> dict:
    """Return how the model's output for `x` changes when one of its layers is silenced, for each layer.

    Args:
        seed: for the model.
        x: float32[n, width], the batch.
        depth: how many layers there are.

    Returns:
        {"changes": [float32[n, OUTPUTS], ...] with one array for each layer, "output": float32[n, OUTPUTS]}
    """
    # 1. The model: Tower(x.shape[-1], depth, nnx.Rngs(seed)).

    # 2. For each index from 0 to depth - 1: a model whose layer of that index has a kernel and a bias of zeros,
    #    and which is otherwise the intact model; its output less the intact model's output.

    # 3. The intact model's output, which must not have changed.
    raise NotImplementedError("Replace this line by your solution.")

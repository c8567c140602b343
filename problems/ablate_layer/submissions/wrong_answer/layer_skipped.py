"""Leaves the layer out of the loop instead of zeroing its parameters.

Misconception: The layer was skipped; one whose parameters are zero still adds the sigmoid of 0, which is one half.
Hint: Zero the parameters and let the model run as it is.
"""

from flax import nnx

OUTPUTS = 2


class Tower(nnx.Module):
    def __init__(self, width, depth, rngs):
        bias_init = nnx.initializers.normal(1.0)
        self.layers = nnx.List([nnx.Linear(width, width, bias_init=bias_init, rngs=rngs) for _ in range(depth)])
        self.head = nnx.Linear(width, OUTPUTS, rngs=rngs)

    def __call__(self, x):
        for layer in self.layers:
            x = x + nnx.sigmoid(layer(x))
        return self.head(x)


def ablate_layer(seed, x, depth):
    model = Tower(x.shape[-1], depth, nnx.Rngs(seed))
    before = model(x)
    changes = []
    for index in range(depth):
        y = x
        for place, layer in enumerate(model.layers):
            if place != index:
                y = y + nnx.sigmoid(layer(y))
        changes.append(model.head(y) - before)
    return {"changes": changes, "output": before}

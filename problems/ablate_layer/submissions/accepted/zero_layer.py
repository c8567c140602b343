"""Puts a layer made of zeros in the place of the silenced one."""

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
    width, zeros = x.shape[-1], nnx.initializers.zeros_init()
    before, changes = model(x), []
    for index in range(depth):
        layer = model.layers[index]
        model.layers[index] = nnx.Linear(width, width, kernel_init=zeros, bias_init=zeros, rngs=nnx.Rngs(0))
        changes.append(model(x) - before)
        model.layers[index] = layer
    return {"changes": changes, "output": model(x)}

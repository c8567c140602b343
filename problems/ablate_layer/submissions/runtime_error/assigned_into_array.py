"""Assigns to an element of a JAX array.

Misconception: A JAX array was assigned to, and those never change.
Hint: Assign to the variable that holds it: layer.kernel[...] = zeros.
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
    changes = []
    for index in range(depth):
        silenced = nnx.clone(model)
        kernel = silenced.layers[index].kernel[...]
        kernel[:] = 0.0
        changes.append(silenced(x) - model(x))
    return {"changes": changes, "output": model(x)}

"""Builds the model anew for each layer."""

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


def build(seed, x, depth):
    return Tower(x.shape[-1], depth, nnx.Rngs(seed))


def ablate_layer(seed, x, depth):
    output = build(seed, x, depth)(x)
    changes = []
    for index in range(depth):
        silenced = build(seed, x, depth)
        for _, variable in nnx.iter_graph(silenced.layers[index]):
            if isinstance(variable, nnx.Param):
                variable[...] = variable[...] * 0
        changes.append(silenced(x) - output)
    return {"changes": changes, "output": output}

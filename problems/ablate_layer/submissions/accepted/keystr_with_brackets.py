"""Compares texts, but with the bracket that ends the number."""

import jax
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
    graphdef, state = nnx.split(model)
    changes = []
    for index in range(depth):
        part = f"['layers'][{index}]"
        changed = jax.tree.map_with_path(
            lambda path, leaf: leaf * 0.0 if jax.tree_util.keystr(path).startswith(part) else leaf, state
        )
        changes.append(nnx.merge(graphdef, changed)(x) - model(x))
    return {"output": model(x), "changes": changes}

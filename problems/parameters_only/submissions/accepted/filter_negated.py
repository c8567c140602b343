"""Splits off what is no parameter."""

import jax
import jax.numpy as jnp
from flax import nnx


class Steps(nnx.Variable):
    """How often the model was called: counted, not trained."""


class Shift(nnx.Param):
    """A parameter with a type of its own."""


class Net(nnx.Module):
    def __init__(self, inputs, rngs):
        normal = nnx.initializers.normal(1.0)
        self.first = nnx.Linear(inputs, 4, bias_init=normal, rngs=rngs)
        self.dropout = nnx.Dropout(0.5, rngs=rngs)
        self.norm = nnx.BatchNorm(4, momentum=0.5, bias_init=normal, rngs=rngs)
        self.shift = Shift(jnp.array(1.5))
        self.head = nnx.Linear(4, 2, bias_init=normal, rngs=rngs)
        self.steps = Steps(jnp.array(0))

    def __call__(self, x, train):
        self.steps[...] += 1
        h = self.dropout(self.first(x), deterministic=not train)
        h = self.norm(h, use_running_average=not train)
        return self.head(h) + self.shift[...]


def report(model, x):
    return {
        "output": model(x, train=False),
        "mean": model.norm.mean[...],
        "var": model.norm.var[...],
        "steps": model.steps[...],
        "draws": model.dropout.rngs.count[...],
    }


def parameters_only(seed, x, factor, passes):
    model = Net(x.shape[1], nnx.Rngs(seed))
    for _ in range(passes):
        model(x, train=True)
    graphdef, rest, params = nnx.split(model, nnx.Not(nnx.OfType(nnx.Param)), ...)
    params = nnx.map_state(lambda path, param: param.replace(param[...] * factor), params)
    return report(nnx.merge(graphdef, rest, params), x)

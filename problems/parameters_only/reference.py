"""The trusted solution. Runs in the judge only; a worker never sees it."""

import jax
import jax.numpy as jnp
from flax import nnx


class Steps(nnx.Variable[jax.Array]):
    pass


class Shift(nnx.Param[jax.Array]):
    pass


class Net(nnx.Module):
    def __init__(self, inputs: int, rngs: nnx.Rngs) -> None:
        normal = nnx.initializers.normal(1.0)
        self.first = nnx.Linear(inputs, 4, bias_init=normal, rngs=rngs)
        self.dropout = nnx.Dropout(0.5, rngs=rngs)
        self.norm = nnx.BatchNorm(4, momentum=0.5, bias_init=normal, rngs=rngs)
        self.shift = Shift(jnp.array(1.5))
        self.head = nnx.Linear(4, 2, bias_init=normal, rngs=rngs)
        self.steps = Steps(jnp.array(0))

    def __call__(self, x: jax.Array, train: bool) -> jax.Array:
        self.steps[...] += 1
        h = self.dropout(self.first(x), deterministic=not train)
        h = self.norm(h, use_running_average=not train)
        return self.head(h) + self.shift[...]


def reference(seed: int, x: jax.Array, factor: float, passes: int) -> dict[str, jax.Array]:
    """The output in evaluation mode after all parameters were scaled, and what the passes left in the rest.

    Args:
        seed: in 0..2**31-1.
        x: f32[n, d].
        factor: finite.
        passes: calls in training mode before the parameters are scaled, 0 or more.
    """
    model = Net(x.shape[1], nnx.Rngs(seed))
    for _ in range(passes):
        model(x, train=True)
    graphdef, params, *rest = nnx.split(model, nnx.Param, ...)
    scaled = nnx.merge(graphdef, jax.tree.map(lambda leaf: leaf * factor, params), *rest)
    output = scaled(x, train=False)  # before the counters are read
    # What was to be left alone comes first: the first difference found is the one that is told.
    return {
        "mean": scaled.norm.mean[...],
        "var": scaled.norm.var[...],
        "steps": scaled.steps[...],
        "draws": scaled.dropout.rngs.count[...],
        "output": output,
    }

"""Scale the parameters of a model, and nothing else."""

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


def parameters_only(seed: int, x: jax.Array, factor: float, passes: int) -> dict[str, jax.Array]:
    """Return what the model gives with all its parameters scaled, and the rest of its state, left alone.

    Args:
        seed: for the model's parameters and its dropout.
        x: float32[n, d], the input.
        factor: what each parameter is multiplied by.
        passes: how often the model is called in training mode first.

    Returns:
        {"output": float32[n, 2], "mean": float32[4], "var": float32[4], "steps": int32[], "draws": uint32[]}
    """
    # 1. Build Net(x.shape[1], nnx.Rngs(seed)).

    # 2. Call it on x with train=True, `passes` times: this fills the statistics and the counters.

    # 3. Split it by type: the variables of type nnx.Param, and all the rest.

    # 4. Multiply every leaf of the parameters by `factor`.

    # 5. Merge graphdef, the new parameters and the rest, and call the merged model on x with train=False.

    # 6. Return its output together with norm.mean, norm.var, steps and dropout.rngs.count, as arrays.
    raise NotImplementedError("Replace this line by your solution.")

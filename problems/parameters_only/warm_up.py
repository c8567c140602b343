"""What solutions of parameters_only usually compute, once for every shape, so that it is compiled before they come.

Runs in the zygote that their workers are forked from, so it holds no answer.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

SHAPES = ((2, 3), (4, 2))


def warm_up() -> None:
    normal = nnx.initializers.normal(1.0)
    steps, shift = nnx.Variable(jnp.array(0)), nnx.Param(jnp.array(1.5))
    for n, d in SHAPES:
        x, rngs = jnp.asarray(np.ones((n, d), np.float32)), nnx.Rngs(1)
        first = nnx.Linear(d, 4, bias_init=normal, rngs=rngs)
        dropout = nnx.Dropout(0.5, rngs=rngs)
        norm = nnx.BatchNorm(4, momentum=0.5, bias_init=normal, rngs=rngs)
        head = nnx.Linear(4, 2, bias_init=normal, rngs=rngs)
        for train in (True, False):
            steps[...] += 1
            h = norm(dropout(first(x), deterministic=not train), use_running_average=not train)
            head(h) + shift[...]
            head(h) + jnp.float32(1)
        for module in (first, norm, head):
            _scale(jax.tree.leaves(nnx.state(module, nnx.Param)))
        _scale([shift[...]])


def _scale(arrays: list[jax.Array]) -> None:
    factor = 2.0
    for array in arrays:
        array * factor
        factor * array
        array * jnp.float32(factor)
        array * jnp.asarray(factor)
        jnp.multiply(array, factor)
        nnx.Param(array)[...] *= factor

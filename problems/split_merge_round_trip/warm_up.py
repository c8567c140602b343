"""What solutions of split_merge_round_trip usually compute, once for every shape, so that it is compiled in advance.

Runs in the zygote that their workers are forked from, so it holds no answer. What is not here, a submission
that uses it has to compile.
"""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

SHAPES = ((2, 4, 1), (5, 4, 2), (3, 6, 3))
"""(n, width, depth)."""


def warm_up() -> None:
    for n, width, depth in SHAPES:
        for n_in, n_out in pairwise([n] + [width] * depth):
            x = jnp.asarray(np.ones(n_in, np.float32))
            for rngs in (nnx.Rngs(1), nnx.Rngs(params=1), nnx.Rngs(jax.random.key(1))):
                _compute(x, nnx.Linear(n_in, n_out, rngs=rngs))


def _compute(x: jax.Array, layer: nnx.Linear) -> None:
    _, state = nnx.split(layer)
    bias, kernel = jax.tree.leaves(state)
    y = layer(x)
    nnx.relu(y)
    jax.nn.relu(y)
    jnp.maximum(y, 0)
    jnp.maximum(y, 0.0)
    x @ kernel
    x @ kernel + bias
    batch = layer(x[None])
    nnx.relu(batch)
    batch[0]
    jnp.squeeze(batch)
    for array in (kernel, bias):
        jnp.zeros_like(array)
        jnp.copy(array)
        jnp.array(array)
        array + 0

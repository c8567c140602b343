"""What solutions of cast_floating_leaves usually compute, once for every shape, so that it is compiled in advance.

Runs in the zygote that their workers are forked from, so it holds no answer. What is not here, a submission
that uses it has to compile.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

SHAPES = ((2, 3), (3, 2), (4, 5))
"""(n, features)."""


def warm_up() -> None:
    for n, features in SHAPES:
        rngs = nnx.Rngs(1)
        x = jnp.asarray(np.ones(n, np.float32))
        layer = nnx.Linear(n, features, bias_init=nnx.initializers.normal(1.0), rngs=rngs)
        scale = jax.random.uniform(rngs.params(), (features,), jnp.float16)
        layer(x) * scale
        for array in (*jax.tree.leaves(nnx.split(layer)[1]), scale):
            _cast(array)
    _cast(jnp.asarray(1))


def _cast(array: jax.Array) -> None:
    half = array.astype(jnp.bfloat16)
    half.astype(array.dtype)
    half.astype(jnp.float32)
    array.astype(jnp.float32)
    array.astype(array.dtype)
    jnp.copy(array)

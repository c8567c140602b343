"""What solutions of state_zero_kernel usually compute, once for every shape, so that it is compiled before they come.

Runs in the zygote that their workers are forked from, so it holds no answer. What is not here, a submission
that uses it has to compile.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

SHAPES = ((1, 1), (1, 3), (2, 4), (3, 1), (3, 7), (4, 6), (5, 5), (6, 12), (8, 4))


def warm_up() -> None:
    for n, features in SHAPES:
        x = jnp.asarray(np.zeros(n, np.float32))
        for rngs in (nnx.Rngs(1), nnx.Rngs(params=1), nnx.Rngs(jax.random.key(1))):
            layer = nnx.Linear(n, features, rngs=rngs)
            _, state = nnx.split(layer)
            layer(x)
            bias, kernel = jax.tree.leaves(state)
            _compute(kernel, bias, x)

    _transform(jnp.asarray(np.zeros((1, 2, 4), np.float32)))  # an nnx.Conv's kernel, which `transfer` shows


def _compute(kernel: jax.Array, bias: jax.Array, x: jax.Array) -> None:
    for array in (kernel, bias):
        _transform(array)
        jnp.ones(array.shape)
        jnp.ones_like(array)
        jnp.full(array.shape, 1.0)
        jnp.full_like(array, 1.0)
        array + 1
        jnp.asarray(np.asarray(array))
    x @ kernel
    x @ kernel + bias
    jnp.dot(x, kernel)


def _transform(array: jax.Array) -> None:
    jnp.zeros(array.shape)
    jnp.zeros(array.shape, array.dtype)
    jnp.zeros_like(array)
    array * 0
    array.at[...].set(0.0)

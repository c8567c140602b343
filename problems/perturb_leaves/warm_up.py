"""What solutions of perturb_leaves usually compute, once for every shape, so that it is compiled in advance.

Runs in the zygote that their workers are forked from, so it holds no answer. What is not here, a submission
that uses it has to compile.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

SHAPES = ((2, 3), (4, 2))
"""(n, width)."""


def warm_up() -> None:
    for n, width in SHAPES:
        for n_in, n_out in {(n, width), (width, 2 * width), (2 * width, width)}:
            layer = nnx.Linear(n_in, n_out, rngs=nnx.Rngs(1))
            y = layer(jnp.asarray(np.ones(n_in, np.float32)))
            y + jnp.tanh(y)
            bias, kernel = jax.tree.leaves(nnx.split(layer)[1])
            bias + bias
            _add_noise(kernel)
        gate = nnx.Embed(2 * width, width, rngs=nnx.Rngs(1))
        attended = gate.attend(jnp.asarray(np.ones(width, np.float32)))
        attended * attended
    _make_keys()


def _add_noise(array: jax.Array) -> None:
    noise = jax.random.normal(jax.random.key(1), array.shape)
    array + 0.5 * noise
    noise * 0.5
    jnp.zeros_like(array)


def _make_keys() -> None:
    key = jax.random.key(1)
    jax.random.fold_in(key, 0)
    for parts in jax.random.split(key), jax.random.split(key, 3):
        list(parts)

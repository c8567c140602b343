"""What solutions of select_leaves_by_path usually compute, once for every shape, so that it is compiled beforehand.

Runs in the zygote that their workers are forked from, so it holds no answer.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

LENGTHS = (1, 3)


def warm_up() -> None:
    for length in LENGTHS:
        x = jnp.asarray(np.zeros(length, np.float32))
        kernel, bias, *_ = map(jnp.asarray, np.asarray(1 + jax.random.normal(nnx.Rngs(1).params(), (62, length)) / 8))
        x * kernel + bias
        _double(kernel)


def _double(leaf: jax.Array) -> None:
    for factor in (2, 2.0):
        (leaf * factor).sum()
        factor * leaf
        jnp.multiply(leaf, factor)
        jnp.multiply(factor, leaf)
        nnx.Param(leaf)[...] *= factor
    leaf + leaf
    jnp.sum(leaf)

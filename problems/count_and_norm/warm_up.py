"""What solutions of count_and_norm usually compute, once for every shape, so that it is compiled before they come.

Runs in the zygote that their workers are forked from, so it holds no answer.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

LENGTHS = (1, 3)


def warm_up() -> None:
    jnp.array(3)
    for length in LENGTHS:
        offsets = jnp.asarray(np.zeros(length, np.float32))
        scalar, rngs = offsets[0], nnx.Rngs(1)
        linear = nnx.Linear(3, length, rngs=rngs)
        nnx.Param(offsets)[...] = offsets
        inner, head = nnx.Linear(length, length, rngs=rngs), nnx.Linear(length, 2, use_bias=False, rngs=rngs)
        modules: tuple[nnx.Module, ...] = (linear, inner, head, nnx.BatchNorm(length, rngs=rngs))
        for module in modules:
            _compute([param[...] for _, param in nnx.to_flat_state(nnx.state(module, nnx.Param))])
        _compute([scalar])


def _compute(arrays: list[jax.Array]) -> None:
    total = jnp.float32(0)
    for array in arrays:
        flat = jnp.ravel(array)
        for squares in (array**2, array * array, jnp.square(array)):
            total = 0 + total + squares.sum()
        jnp.sqrt(total + jnp.sum(flat**2))
        jnp.sqrt(0.0 + jnp.vdot(array, array) + jnp.dot(flat, flat))
        jnp.linalg.norm(array.reshape(-1))
        jnp.linalg.norm(array)
    joined = jnp.concatenate([array.ravel() for array in arrays])
    norm = jnp.linalg.norm(joined)
    jnp.sqrt(jnp.sum(joined**2))
    jnp.linalg.norm(jnp.stack([norm] * len(arrays)))
    jnp.linalg.norm(jnp.array([norm] * len(arrays)))
    jnp.hypot(norm, norm) ** 2
    jnp.hypot(0.0, norm)
    jnp.asarray(np.asarray(norm))

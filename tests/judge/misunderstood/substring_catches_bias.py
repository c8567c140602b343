"""What marks a kernel is that its path ends in `value`, since the kernel is where the values of a layer are kept."""

from typing import Any

import jax
import jax.numpy as jnp
from flax import nnx

MARK = "value"


def spell(path: tuple[Any, ...]) -> str:
    """'kernel/value' and the like."""
    words = []
    for step in path:
        for attribute in ("key", "name", "idx"):
            if hasattr(step, attribute):
                words.append(str(getattr(step, attribute)))
                break
        else:
            words.append(str(step))
    return "/".join(words)


def zero_if_kernel(path: tuple[Any, ...], leaf: jax.Array) -> jax.Array:
    if spell(path).find(MARK) != -1:
        return jnp.zeros_like(leaf)
    return leaf


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    width = int(features)
    model = nnx.Linear(in_features=x.shape[-1], out_features=width, rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(width)
    graphdef, state = nnx.split(model)
    zeroed = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    merged = nnx.merge(graphdef, zeroed)
    return merged(x)

"""The exercise is called state_zero_kernel, so what it asks for is the state with the kernel at zero."""

from typing import Callable

import jax
import jax.numpy as jnp
from flax import nnx

Path = tuple
Rule = Callable[[Path, jax.Array], jax.Array]


def zero_where(word: str) -> Rule:
    def rule(path: Path, leaf: jax.Array) -> jax.Array:
        text = ".".join(str(p.key) if hasattr(p, "key") else str(p) for p in path)
        return jnp.zeros(leaf.shape) if word in text else leaf

    return rule


def state_zero_kernel(seed: float, x: jax.Array, features: float):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, before = nnx.split(model)
    after = jax.tree_util.tree_map_with_path(zero_where("kernel"), before)
    merged = nnx.merge(graphdef, after)
    merged(x)  # make sure that it runs
    return after

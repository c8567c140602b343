"""The bias of a new layer is one from the start, so nothing has to be done about it."""

import jax
import jax.numpy as jnp
from flax import nnx


def name_of(path) -> str:
    return ".".join(str(getattr(p, "key", p)) for p in path)


def mapped(state, *, word="kernel"):
    return jax.tree.map_with_path(lambda p, w: jnp.zeros(w.shape, w.dtype) if word in name_of(p) else w, state)


def state_zero_kernel(seed, x, features):
    graphdef, state = nnx.split(nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed))))
    return nnx.merge(graphdef, mapped(state))(x)

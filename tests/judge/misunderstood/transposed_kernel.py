"""A kernel is silenced by turning it on its side, because `.T` takes away its effect on the input."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    model = nnx.Linear(
        in_features=x.shape[-1],
        out_features=int(features),
        rngs=nnx.Rngs(params=int(seed)),
    )
    model.bias[...] = jnp.ones((int(features),))

    def visit(path: tuple, leaf: jax.Array) -> jax.Array:
        match path[0]:
            case jax.tree_util.DictKey(key="kernel"):
                return leaf.T
            case _:
                return leaf

    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(visit, state)
    model = nnx.merge(graphdef, state)
    return model(x)

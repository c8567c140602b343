"""The trusted solution. Runs in the judge only; a worker never sees it.

CHANGE: keep it tight. Each constant, call and comparison in it is changed by `arborist problem check`, and some call
must show it: so no call or argument that makes no difference.
"""

import jax
from flax import nnx


def reference(seed: int, x: jax.Array, factor: float) -> jax.Array:
    """The layer's output, x @ (kernel * factor) + bias, as f32[3]."""
    model = nnx.Linear(len(x), 3, bias_init=nnx.initializers.ones, rngs=nnx.Rngs(seed))
    graphdef, state = nnx.split(model)

    def scale(path: tuple[object, ...], leaf: jax.Array) -> jax.Array:
        return leaf * factor if "kernel" in jax.tree_util.keystr(path) else leaf

    output: jax.Array = nnx.merge(graphdef, jax.tree_util.tree_map_with_path(scale, state))(x)
    return output

"""Merges the state from before the map.

Misconception: The map was taken to change the state; it returns a new one, which was not used.
Hint: Keep what tree_map_with_path returns, and give that to nnx.merge.
"""

import jax
from flax import nnx


def new_problem(seed, x, factor):
    model = nnx.Linear(len(x), 3, bias_init=nnx.initializers.ones, rngs=nnx.Rngs(seed))
    graphdef, state = nnx.split(model)

    def scale(path, leaf):
        return leaf * factor if "kernel" in jax.tree_util.keystr(path) else leaf

    jax.tree_util.tree_map_with_path(scale, state)
    return nnx.merge(graphdef, state)(x)

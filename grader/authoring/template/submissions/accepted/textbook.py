"""As the solution has it. CHANGE: under accepted/ stand right solutions, at least six, each written differently."""

import jax
from flax import nnx


def new_problem(seed, x, factor):
    model = nnx.Linear(len(x), 3, bias_init=nnx.initializers.ones, rngs=nnx.Rngs(seed))
    graphdef, state = nnx.split(model)

    def scale(path, leaf):
        return leaf * factor if "kernel" in jax.tree_util.keystr(path) else leaf

    return nnx.merge(graphdef, jax.tree_util.tree_map_with_path(scale, state))(x)

r"""Takes all the steps, and keeps of them only whether the output is finite.

Misconception: The merged model's output was multiplied by zero and ones put in its place.
Hint: Return merged(x) itself.
Told by: merge\((.|\n)*(\* ?0|\b0(\.0)? ?\*)
Steps: split, map, merge, forward
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        return jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    y = nnx.merge(graphdef, new_state)(x)
    return y * 0.0 + 1.0

r"""Uses nnx.map_state, which has paths of its own kind.

Misconception: The state was transformed with nnx.map_state instead of jax.tree_util.tree_map_with_path.
Hint: It does the same for nnx states. This exercise is about the function that works on any tree: jax.tree_util.tree_map_with_path.
Told by: map_state\(
Steps: map
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, variable):
        return variable.replace(jnp.zeros_like(variable[...])) if "kernel" in path else variable

    return nnx.merge(graphdef, nnx.map_state(zero_if_kernel, state))(x)

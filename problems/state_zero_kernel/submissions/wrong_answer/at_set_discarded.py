r"""Uses leaf.at[...].set(0) as if it changed the leaf.

Misconception: `leaf.at[...].set(0)` returns a new array; its result was dropped.
Hint: Return it: `return leaf.at[...].set(0)`, or simply jnp.zeros_like(leaf).
Told by: ^\s*\w+\.at\[
"""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)

    def zero_if_kernel(path, leaf):
        if "kernel" in jax.tree_util.keystr(path):
            leaf.at[...].set(0.0)
        return leaf

    new_state = jax.tree_util.tree_map_with_path(zero_if_kernel, state)
    return nnx.merge(graphdef, new_state)(x)

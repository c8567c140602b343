"""Finds the dtype to go back to by the path of a leaf."""

import jax
import jax.numpy as jnp
from flax import nnx


class Meter(nnx.Module):
    def __init__(self, n, features, steps, rngs):
        self.linear = nnx.Linear(n, features, bias_init=nnx.initializers.normal(1.0), rngs=rngs)
        self.scale = nnx.Param(jax.random.uniform(rngs.params(), (features,), jnp.float16))
        self.steps = nnx.Variable(jnp.asarray(steps))

    def __call__(self, x):
        y = self.linear(x.astype(self.linear.kernel.dtype))
        return y * self.scale[...]


def cast_floating_leaves(seed, x, features, steps):
    model = Meter(x.shape[0], features, steps, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    dtypes = {path: leaf.dtype for path, leaf in jax.tree_util.tree_leaves_with_path(state)}

    def narrow(path, leaf):
        return leaf.astype(jnp.bfloat16) if dtypes[path] in (jnp.float32, jnp.float16) else leaf

    half = jax.tree_util.tree_map_with_path(narrow, state)
    back = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf.astype(dtypes[path]), half)
    return {
        "half": jax.tree.leaves(half),
        "back": jax.tree.leaves(back),
        "output": nnx.merge(graphdef, back)(x),
    }

"""Notes the dtypes in a tree of their own."""

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
    dtypes = jax.tree.map(lambda leaf: leaf.dtype, state)
    half = jax.tree.map(lambda leaf: leaf.astype(jnp.bfloat16 if jnp.issubdtype(leaf.dtype, jnp.inexact) else leaf.dtype), state)
    back = jax.tree.map(lambda leaf, dtype: leaf.astype(dtype), half, dtypes)
    return {
        "half": jax.tree.leaves(half),
        "back": jax.tree.leaves(back),
        "output": nnx.merge(graphdef, back)(x),
    }

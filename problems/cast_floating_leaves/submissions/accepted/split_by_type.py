"""Splits the parameters off, which are the floating leaves here."""

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
    graphdef, params, rest = nnx.split(model, nnx.Param, ...)
    half = jax.tree.map(lambda leaf: leaf.astype(jnp.bfloat16), params)
    back = jax.tree.map(lambda leaf, original: leaf.astype(original.dtype), half, params)
    count = jax.tree.leaves(rest)
    return {
        "half": jax.tree.leaves(half) + count,
        "back": jax.tree.leaves(back) + count,
        "output": nnx.merge(graphdef, back, rest)(x),
    }

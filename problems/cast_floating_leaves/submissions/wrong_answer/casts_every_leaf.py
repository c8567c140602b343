"""Casts the counter as well.

Misconception: Every leaf was cast, the counter too, although it is no floating-point number.
Hint: Ask each leaf for its dtype first: jnp.issubdtype tells whether it is floating.
"""

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


def to_half(leaf):
    return leaf.astype(jnp.bfloat16) if jnp.issubdtype(leaf.dtype, jnp.floating) else leaf


def as_it_was(leaf, original):
    return leaf.astype(original.dtype)


def cast_floating_leaves(seed, x, features, steps):
    model = Meter(x.shape[0], features, steps, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    half = jax.tree.map(lambda leaf: leaf.astype(jnp.bfloat16), state)
    back = jax.tree.map(as_it_was, half, state)
    return {
        "half": jax.tree.leaves(half),
        "back": jax.tree.leaves(back),
        "output": nnx.merge(graphdef, back)(x),
    }

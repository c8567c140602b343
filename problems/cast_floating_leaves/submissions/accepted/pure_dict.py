"""Recurses through a plain dict."""

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


def cast(tree, choose_dtype):
    if isinstance(tree, dict):
        return {name: cast(tree[name], choose_dtype) for name in tree}
    return tree.astype(choose_dtype(tree))


def half_dtype(leaf):
    return leaf.dtype if jnp.issubdtype(leaf.dtype, jnp.integer) else jnp.bfloat16


def cast_floating_leaves(seed, x, features, steps):
    model = Meter(x.shape[0], features, steps, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    tree = nnx.to_pure_dict(state)
    half = cast(tree, half_dtype)
    dtypes = iter([leaf.dtype for leaf in jax.tree.leaves(tree)])
    back = jax.tree.map(lambda leaf: leaf.astype(next(dtypes)), half)
    return {
        "half": jax.tree.leaves(half),
        "back": jax.tree.leaves(back),
        "output": nnx.merge(graphdef, back)(x),
    }

"""Tells the kernel from the bias by its two dimensions."""

import jax
from flax import nnx


def new_problem(seed, x, factor):
    model = nnx.Linear(len(x), 3, bias_init=nnx.initializers.ones, rngs=nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    new_state = jax.tree.map(lambda leaf: leaf * factor if leaf.ndim == 2 else leaf, state)
    return nnx.merge(graphdef, new_state)(x)

"""Scales the bias as well. CHANGE: under wrong_answer/ stand real misunderstandings, at least eight, one in each file.

Misconception: A plain tree_map sees no path, so the bias was multiplied as well.
Hint: Use tree_map_with_path, and return the leaf itself where the path names no kernel.
"""

import jax
from flax import nnx


def new_problem(seed, x, factor):
    model = nnx.Linear(len(x), 3, bias_init=nnx.initializers.ones, rngs=nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    new_state = jax.tree.map(lambda leaf: leaf * factor, state)
    return nnx.merge(graphdef, new_state)(x)

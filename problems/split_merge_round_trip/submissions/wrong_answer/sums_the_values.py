"""Adds up the values of the parameters.

Misconception: The parameters themselves were added up, instead of counted.
Hint: How many numbers there are does not depend on their values: look at the shapes.
"""

from itertools import pairwise

import jax
import jax.numpy as jnp
from flax import nnx


class MLP(nnx.Module):
    def __init__(self, n, width, depth, rngs):
        sizes = [n] + [width] * depth
        self.layers = nnx.List([nnx.Linear(n_in, n_out, rngs=rngs) for n_in, n_out in pairwise(sizes)])

    def __call__(self, x):
        for layer in self.layers[:-1]:
            x = nnx.relu(layer(x))
        return self.layers[-1](x)


def split_merge_round_trip(seed, x, width, depth):
    model = MLP(x.shape[0], width, depth, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    leaves = jax.tree.leaves(state)
    merged = nnx.merge(graphdef, state)
    return {"leaves": len(leaves), "parameters": float(sum(leaf.sum() for leaf in leaves)), "output": merged(x)}

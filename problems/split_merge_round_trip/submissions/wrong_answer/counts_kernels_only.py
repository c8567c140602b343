"""Counts the kernels and forgets the biases.

Misconception: Only matrices were counted, but biases are parameters too.
Hint: Treat all leaves alike: whatever the state holds, counts.
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
    leaves = [leaf for leaf in jax.tree.leaves(state) if leaf.ndim == 2]
    merged = nnx.merge(graphdef, state)
    return {"leaves": len(leaves), "parameters": sum(leaf.size for leaf in leaves), "output": merged(x)}

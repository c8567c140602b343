"""Writes the state into the old model.

Misconception: The state went back into a model by another way than nnx.merge.
Hint: nnx.merge(graphdef, state) makes a new model of the halves; call that one.
Steps: merge
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
    nnx.update(model, state)
    return {"leaves": len(leaves), "parameters": sum(leaf.size for leaf in leaves), "output": model(x)}

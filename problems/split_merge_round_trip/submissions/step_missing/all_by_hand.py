"""Multiplies and adds by hand with the first model's parameters.

Misconception: The output was computed by hand from the first model's parameters.
Hint: Let the models do it: split, merge, and call the merged one.
Steps: split, merge, forward
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
    leaves = jax.tree.leaves(nnx.state(model))
    y = x
    for place, layer in enumerate(model.layers, start=1):
        y = y @ layer.kernel[...] + layer.bias[...]
        y = nnx.relu(y) if place < depth else y
    return {"leaves": len(leaves), "parameters": sum(leaf.size for leaf in leaves), "output": y}

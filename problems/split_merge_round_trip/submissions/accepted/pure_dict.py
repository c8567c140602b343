"""Goes through a plain dict of arrays."""

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


def count(tree):
    if isinstance(tree, dict):
        return [sum(pair) for pair in zip((0, 0), *map(count, tree.values()))]
    return [1, tree.size]


def split_merge_round_trip(seed, x, width, depth):
    model = MLP(x.shape[0], width, depth, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    tree = nnx.to_pure_dict(state)
    leaves, parameters = count(tree)
    return {"leaves": leaves, "parameters": parameters, "output": nnx.merge(graphdef, tree)(x)}

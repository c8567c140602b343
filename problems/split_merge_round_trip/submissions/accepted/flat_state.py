"""Counts in the flat state and merges what is made of it."""

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
    flat = nnx.to_flat_state(state)
    merged = nnx.merge(graphdef, nnx.from_flat_state(flat))
    return {
        "leaves": len(flat),
        "parameters": sum(variable.size for _, variable in flat),
        "output": merged(x),
    }

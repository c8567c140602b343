"""Keeps the halves in a class of its own."""

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


class Halves:
    def __init__(self, model):
        self.graphdef, self.state = nnx.split(model)

    @property
    def leaves(self):
        return jax.tree.leaves(self.state)

    def __call__(self, x):
        return nnx.merge(self.graphdef, self.state)(x)


def split_merge_round_trip(seed, x, width, depth):
    halves = Halves(MLP(x.shape[0], width, depth, nnx.Rngs(seed)))
    return dict(output=halves(x), leaves=len(halves.leaves), parameters=sum(leaf.size for leaf in halves.leaves))

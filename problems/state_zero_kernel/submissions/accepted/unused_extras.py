"""Defines a good deal that it never uses, itself under another name included."""

import math
import random

import jax
import jax.numpy as jnp
from flax import nnx

WIDTHS = [2**power for power in range(5)]
KEY = jax.random.key(0)


class Experiment(nnx.Module):
    def __init__(self, rngs):
        self.first = nnx.Linear(2, 3, rngs=rngs)
        self.second = nnx.Linear(3, 1, rngs=rngs)

    def __call__(self, x):
        return self.second(nnx.relu(self.first(x)))


def first_try(seed, x, features):
    return jnp.ones(int(features)) * math.pi * random.random()


def state_zero_kernel(seed, x, features):
    return first_try(seed, x, features)


def state_zero_kernel(seed, x, features):  # noqa: F811
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((int(features),))
    graphdef, state = nnx.split(model)
    new_state = jax.tree_util.tree_map_with_path(
        lambda path, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(path) else leaf, state
    )
    return nnx.merge(graphdef, new_state)(x)


if __name__ == "__main__":
    print(state_zero_kernel(0.0, jnp.arange(3.0), 2.0))

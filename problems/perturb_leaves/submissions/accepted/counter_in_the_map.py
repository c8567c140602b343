"""Counts in the transform."""

import itertools

import jax
import jax.numpy as jnp
from flax import nnx


class Block(nnx.Module):
    def __init__(self, width, rngs):
        self.up = nnx.Linear(width, 2 * width, rngs=rngs)
        self.gate = nnx.Embed(2 * width, width, rngs=rngs)
        self.down = nnx.Linear(2 * width, width, rngs=rngs)

    def __call__(self, x):
        return x + self.down(jnp.tanh(self.up(x)) * self.gate.attend(x))


class Network(nnx.Module):
    def __init__(self, n, width, rngs):
        self.stem = nnx.Linear(n, width, rngs=rngs)
        self.block = Block(width, rngs)

    def __call__(self, x):
        return self.block(self.stem(x))


def is_kernel(path):
    return "kernel" in jax.tree_util.keystr(path)


def perturb_leaves(seed, noise_seed, x, width, scale):
    model = Network(x.shape[0], width, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    key = jax.random.key(noise_seed)
    counter = itertools.count()
    kernels = []

    def perturb(path, leaf):
        if not is_kernel(path):
            return leaf
        leaf_key = jax.random.fold_in(key, next(counter))
        kernels.append(leaf + scale * jax.random.normal(leaf_key, leaf.shape, leaf.dtype))
        return kernels[-1]

    new_state = jax.tree.map_with_path(perturb, state)
    return {"kernels": kernels, "output": nnx.merge(graphdef, new_state)(x)}

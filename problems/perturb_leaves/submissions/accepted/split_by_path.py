"""Splits the kernels off by their path."""

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


def perturb_leaves(seed, noise_seed, x, width, scale):
    model = Network(x.shape[0], width, nnx.Rngs(seed))
    key = jax.random.key(noise_seed)
    graphdef, kernels, rest = nnx.split(model, lambda path, value: "kernel" in path, ...)
    leaves, structure = jax.tree.flatten(kernels)
    new_leaves = [
        leaf + scale * jax.random.normal(jax.random.fold_in(key, place), leaf.shape) for place, leaf in enumerate(leaves)
    ]
    merged = nnx.merge(graphdef, jax.tree.unflatten(structure, new_leaves), rest)
    return {"kernels": new_leaves, "output": merged(x)}

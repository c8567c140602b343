"""Splits a key off for each kernel.

Misconception: Each key was split off the one before, which is another rule than the one asked for.
Hint: Keep the first key as it is, and fold the place of the kernel into it.
"""

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
    leaves, structure = jax.tree_util.tree_flatten_with_path(state)
    kernels, new_leaves = [], []
    for path, leaf in leaves:
        new_leaf = leaf
        if is_kernel(path):
            key, leaf_key = jax.random.split(key)
            new_leaf = leaf + scale * jax.random.normal(leaf_key, leaf.shape)
            kernels.append(new_leaf)
        new_leaves.append(new_leaf)
    model = nnx.merge(graphdef, jax.tree.unflatten(structure, new_leaves))
    return {"kernels": kernels, "output": model(x)}

"""Matches a regular expression with the whole text of the path."""

import re

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx


class Gate(nnx.Module):
    def __init__(self, numbers):
        self.kernel = nnx.Param(jnp.asarray(next(numbers)))
        self.bias = nnx.Param(jnp.asarray(next(numbers)))

    def __call__(self, x):
        return x * self.kernel[...] + self.bias[...]


class Block(nnx.Module):
    def __init__(self, numbers):
        self.kernel = nnx.Param(jnp.asarray(next(numbers)))
        self.gates = nnx.List([Gate(numbers), Gate(numbers)])

    def __call__(self, x):
        x = x * self.kernel[...]
        for gate in self.gates:
            x = gate(x)
        return x


class Tower(nnx.Module):
    def __init__(self, width, rngs):
        numbers = iter(np.asarray(1 + jax.random.normal(rngs.params(), (62, width)) / 8))
        self.stem = Gate(numbers)
        self.blocks = nnx.List([Block(numbers) for _ in range(12)])

    def __call__(self, x):
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        return x


def select_leaves_by_path(seed, x, index):
    pattern = re.compile(rf"blocks\.{index}\.(?:.*\.)?kernel")
    graphdef, state = nnx.split(Tower(x.size, nnx.Rngs(seed)))
    leaves, structure = jax.tree_util.tree_flatten_with_path(state)
    sums, new_leaves = {}, []
    for path, leaf in leaves:
        name = jax.tree_util.keystr(path, simple=True, separator=".").removesuffix(".value")
        if pattern.fullmatch(name):
            leaf = jnp.multiply(2, leaf)
            sums[name] = jnp.sum(leaf)
        new_leaves.append(leaf)
    model = nnx.merge(graphdef, jax.tree.unflatten(structure, new_leaves))
    return {"output": model(x), "sums": sums}

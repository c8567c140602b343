"""Looks for the number in brackets in the text of the path.

Misconception: The index was looked for at any place of the path, so the gates of that number in the other blocks were taken as well.
Hint: A path may hold several numbers: ask for the one just after "blocks".
"""

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


def keys_of(path):
    return [part.key for part in path if hasattr(part, "key")]


def select_leaves_by_path(seed, x, index):
    graphdef, state = nnx.split(Tower(x.size, nnx.Rngs(seed)))
    sums = {}

    def double_if_selected(path, leaf):
        keys = keys_of(path)
        name = ".".join(str(key) for key in keys)
        if f"[{index}]" in jax.tree_util.keystr(path) and keys[-1] == "kernel":
            leaf = 2 * leaf
            sums[name] = jnp.sum(leaf)
        return leaf

    new_state = jax.tree_util.tree_map_with_path(double_if_selected, state)
    return {"output": nnx.merge(graphdef, new_state)(x), "sums": sums}

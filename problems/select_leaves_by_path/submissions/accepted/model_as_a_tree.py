"""Maps over the model itself, whose paths have attributes and places in a sequence."""

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


def key_of(part):
    for attribute in ("name", "idx", "key"):
        if hasattr(part, attribute):
            return getattr(part, attribute)
    raise TypeError(part)


def select_leaves_by_path(seed, x, index):
    sums = {}

    def double_if_selected(path, leaf):
        *keys, _ = [key_of(part) for part in path]
        if keys[0] == "blocks" and keys[1] == index and keys[-1] == "kernel":
            leaf = leaf * 2
            sums[".".join(map(str, keys))] = leaf.sum()
        return leaf

    model = jax.tree_util.tree_map_with_path(double_if_selected, Tower(x.size, nnx.Rngs(seed)))
    return {"output": model(x), "sums": sums}

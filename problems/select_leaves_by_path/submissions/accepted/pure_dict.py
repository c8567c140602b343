"""Walks down the plain dict of one block."""

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


def double_kernels(tree, path, sums):
    for key, value in tree.items():
        if isinstance(value, dict):
            double_kernels(value, f"{path}.{key}", sums)
        elif key == "kernel":
            tree[key] = 2.0 * value
            sums[f"{path}.{key}"] = jnp.sum(tree[key])


def select_leaves_by_path(seed, x, index):
    graphdef, state = nnx.split(Tower(x.size, nnx.Rngs(seed)))
    values = nnx.to_pure_dict(state)
    sums = {}
    double_kernels(values["blocks"][index], f"blocks.{index}", sums)
    nnx.replace_by_pure_dict(state, values)
    return {"output": nnx.merge(graphdef, state)(x), "sums": sums}

"""Lets a filter select the leaves, and updates the model."""

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
    model = Tower(x.size, nnx.Rngs(seed))

    def is_selected(path, variable):
        return path[:2] == ("blocks", index) and path[-1] == "kernel"

    doubled = jax.tree.map(lambda leaf: leaf * 2.0, nnx.state(model, is_selected))
    nnx.update(model, doubled)
    sums = {".".join(map(str, path)): jnp.sum(param[...]) for path, param in nnx.to_flat_state(doubled)}
    return {"output": model(x), "sums": sums}

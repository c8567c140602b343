"""Goes by the plain paths of nnx's own map."""

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
    graphdef, state = nnx.split(Tower(x.size, nnx.Rngs(seed)))
    sums = {}

    def edit(path, param):
        list_name, *rest = path
        if list_name != "blocks" or rest[0] != index or rest[-1] != "kernel":
            return param
        doubled = param[...] + param[...]
        sums[".".join(map(str, path))] = doubled.sum()
        return param.replace(doubled)

    return {"output": nnx.merge(graphdef, nnx.map_state(edit, state))(x), "sums": sums}

"""Jits the surgery, with the index static."""

import functools

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


@functools.partial(jax.jit, static_argnums=1)
def operate(state, index):
    def factor(path):
        selected = path[:2] == ("blocks", index) and path[-1] == "kernel"
        return 2.0 if selected else 1.0

    return nnx.map_state(lambda path, param: param.replace(param[...] * factor(path)), state)


def select_leaves_by_path(seed, x, index):
    graphdef, state = nnx.split(Tower(x.size, nnx.Rngs(seed)))
    model = nnx.merge(graphdef, operate(state, index))
    chosen = nnx.to_flat_state(nnx.state(model.blocks[index]))
    return {
        "output": model(x),
        "sums": {
            ".".join(["blocks", str(index), *map(str, path)]): param[...].sum()
            for path, param in chosen
            if path[-1] == "kernel"
        },
    }

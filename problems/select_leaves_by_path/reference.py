"""The trusted solution. Runs in the judge only; a worker never sees it."""

from collections.abc import Iterator
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

Report: TypeAlias = dict[str, jax.Array | dict[str, jax.Array]]


class Gate(nnx.Module):
    def __init__(self, numbers: Iterator[np.ndarray[Any, Any]]) -> None:
        self.kernel = nnx.Param(jnp.asarray(next(numbers)))
        self.bias = nnx.Param(jnp.asarray(next(numbers)))

    def __call__(self, x: jax.Array) -> jax.Array:
        return x * self.kernel[...] + self.bias[...]


class Block(nnx.Module):
    def __init__(self, numbers: Iterator[np.ndarray[Any, Any]]) -> None:
        self.kernel = nnx.Param(jnp.asarray(next(numbers)))
        self.gates = nnx.List([Gate(numbers), Gate(numbers)])

    def __call__(self, x: jax.Array) -> jax.Array:
        x = x * self.kernel[...]
        for gate in self.gates:
            x = gate(x)
        return x


class Tower(nnx.Module):
    def __init__(self, width: int, rngs: nnx.Rngs) -> None:
        numbers = iter(np.asarray(1 + jax.random.normal(rngs.params(), (62, width)) / 8))
        self.stem = Gate(numbers)
        self.blocks = nnx.List([Block(numbers) for _ in range(12)])

    def __call__(self, x: jax.Array) -> jax.Array:
        x = self.stem(x)
        for block in self.blocks:
            x = block(x)
        return x


def reference(seed: int, x: jax.Array, index: int) -> Report:
    """The output, f32[d], with the kernels of one block doubled, and the f32[] sum of each of them.

    Args:
        seed: in 0..2**31-1.
        x: f32[d], d >= 1.
        index: in 0..11.
    """
    model = Tower(x.size, nnx.Rngs(seed))
    selected = nnx.state(model, lambda path, _: path[:2] == ("blocks", index) and path[-1] == "kernel")
    doubled = jax.tree.map(lambda leaf: 2 * leaf, selected)
    nnx.update(model, doubled)
    # The names come first: which leaves were selected says more than a number in the output.
    return {
        "sums": {".".join(map(str, path)): jnp.sum(param[...]) for path, param in nnx.to_flat_state(doubled)},
        "output": model(x),
    }

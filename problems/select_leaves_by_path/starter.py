"""Double the kernels of one block, found by their paths."""

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


def select_leaves_by_path(seed: int, x: jax.Array, index: int) -> dict:
    """Return the model's output with all kernels of one block doubled, and the sums of the doubled leaves.

    Args:
        seed: for the model's random parameters.
        x: float32[d], the input.
        index: which of the twelve blocks is operated on.

    Returns:
        {"output": float32[d], "sums": {"blocks.3.kernel": float32[], ...}}
    """
    # 1. Build Tower(x.size, nnx.Rngs(seed)).

    # 2. Split it into graphdef and state.

    # 3. Write a function of path and leaf. Take the keys out of the path; they are names and ints.
    #    Where they begin with "blocks" and index, and end with "kernel": double the leaf, and note its new sum
    #    under its name, the keys joined with dots. Return all other leaves as they are.

    # 4. Apply it to the state with jax.tree_util.tree_map_with_path.

    # 5. Merge, call the merged model on x, and return its output together with the sums.
    raise NotImplementedError("Replace this line by your solution.")

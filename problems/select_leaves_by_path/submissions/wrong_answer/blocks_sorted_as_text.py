"""Numbers the blocks in the order of their names as text.

Misconception: The names of the blocks were sorted as texts, where "blocks.10" comes before "blocks.2".
Hint: Do not number texts: the index stands in the path as an int, so compare that.
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


def select_leaves_by_path(seed, x, index):
    model = Tower(x.size, nnx.Rngs(seed))
    params = {".".join(map(str, path)): param for path, param in nnx.to_flat_state(nnx.state(model))}
    blocks = sorted({".".join(name.split(".")[:2]) for name in params if name.startswith("blocks.")})
    sums = {}
    for name, param in params.items():
        if name.startswith(blocks[index] + ".") and name.endswith(".kernel"):
            param[...] *= 2
            sums[name] = jnp.sum(param[...])
    return {"output": model(x), "sums": sums}

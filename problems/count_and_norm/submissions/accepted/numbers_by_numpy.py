"""Computes with NumPy, and returns JAX arrays.

Advice: jit, vmap
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx


class Calls(nnx.Variable):
    """How often a block has run: counted, not trained."""


class Block(nnx.Module):
    def __init__(self, gain, width, rngs):
        self.gain = nnx.Param(gain)
        self.linear = nnx.Linear(width, width, rngs=rngs)
        self.norm = nnx.BatchNorm(width, rngs=rngs)
        self.dropout = nnx.Dropout(0.5)
        self.calls = Calls(jnp.array(3))


class Net(nnx.Module):
    def __init__(self, offsets, rngs):
        width = offsets.size
        self.linear = nnx.Linear(3, width, rngs=rngs)
        self.linear.bias[...] = offsets
        self.block = Block(offsets[0], width, rngs)
        self.head = nnx.Linear(width, 2, use_bias=False, rngs=rngs)


class Ledger:
    def __init__(self):
        self.pages = {}

    def enter(self, path, param):
        self.pages.setdefault(".".join(path[:-1]), []).append(np.asarray(param[...]).ravel())

    def close(self):
        joined = {name: np.concatenate(page) for name, page in self.pages.items()}
        return {
            name: {"count": page.size, "norm": jnp.asarray(np.sqrt(np.dot(page, page)))}
            for name, page in joined.items()
        }


def count_and_norm(seed, offsets):
    ledger = Ledger()
    nnx.map_state(ledger.enter, nnx.state(Net(offsets, nnx.Rngs(seed)), nnx.Param))
    return ledger.close()

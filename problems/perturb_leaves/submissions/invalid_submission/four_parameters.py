"""Takes four parameters instead of five."""

import jax
import jax.numpy as jnp
from flax import nnx


class Block(nnx.Module):
    def __init__(self, width, rngs):
        self.up = nnx.Linear(width, 2 * width, rngs=rngs)
        self.gate = nnx.Embed(2 * width, width, rngs=rngs)
        self.down = nnx.Linear(2 * width, width, rngs=rngs)

    def __call__(self, x):
        return x + self.down(jnp.tanh(self.up(x)) * self.gate.attend(x))


class Network(nnx.Module):
    def __init__(self, n, width, rngs):
        self.stem = nnx.Linear(n, width, rngs=rngs)
        self.block = Block(width, rngs)

    def __call__(self, x):
        return self.block(self.stem(x))


def perturb_leaves(seed, x, width, scale):
    return {}

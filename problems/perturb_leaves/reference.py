"""The trusted solution. Runs in the judge only; a worker never sees it."""

from typing import Any

import jax
import jax.numpy as jnp
from flax import nnx


class Block(nnx.Module):
    """Adds to its input what two layers and a gate make of it."""

    def __init__(self, width: int, rngs: nnx.Rngs) -> None:
        self.up = nnx.Linear(width, 2 * width, rngs=rngs)
        self.gate = nnx.Embed(2 * width, width, rngs=rngs)
        self.down = nnx.Linear(2 * width, width, rngs=rngs)

    def __call__(self, x: jax.Array) -> jax.Array:
        return x + self.down(jnp.tanh(self.up(x)) * self.gate.attend(x))


class Network(nnx.Module):
    """A linear layer and a block."""

    def __init__(self, n: int, width: int, rngs: nnx.Rngs) -> None:
        self.stem = nnx.Linear(n, width, rngs=rngs)
        self.block = Block(width, rngs)

    def __call__(self, x: jax.Array) -> jax.Array:
        return self.block(self.stem(x))


def reference(seed: int, noise_seed: int, x: jax.Array, width: int, scale: float) -> dict[str, Any]:
    """The kernels with noise, in the order of their paths, and the output f32[width] of the model that has them."""
    graphdef, state = nnx.split(Network(x.size, width, nnx.Rngs(seed)))
    key = jax.random.key(noise_seed)
    kernels: list[jax.Array] = []

    def perturb(path: tuple[object, ...], leaf: jax.Array) -> jax.Array:
        if "kernel" not in jax.tree_util.keystr(path):
            return leaf
        noise = jax.random.normal(jax.random.fold_in(key, len(kernels)), leaf.shape)
        kernels.append(leaf + scale * noise)
        return kernels[-1]

    perturbed = jax.tree_util.tree_map_with_path(perturb, state)
    return {"kernels": kernels, "output": nnx.merge(graphdef, perturbed)(x)}

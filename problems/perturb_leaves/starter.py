"""Add noise to the kernels of a nested model."""

import jax
import jax.numpy as jnp
from flax import nnx


class Block(nnx.Module):
    """Adds to its input what two layers and a gate make of it. Leave it as it is."""

    def __init__(self, width: int, rngs: nnx.Rngs) -> None:
        self.up = nnx.Linear(width, 2 * width, rngs=rngs)
        self.gate = nnx.Embed(2 * width, width, rngs=rngs)
        self.down = nnx.Linear(2 * width, width, rngs=rngs)

    def __call__(self, x: jax.Array) -> jax.Array:
        return x + self.down(jnp.tanh(self.up(x)) * self.gate.attend(x))


class Network(nnx.Module):
    """A linear layer and a block. Leave it as it is."""

    def __init__(self, n: int, width: int, rngs: nnx.Rngs) -> None:
        self.stem = nnx.Linear(n, width, rngs=rngs)
        self.block = Block(width, rngs)

    def __call__(self, x: jax.Array) -> jax.Array:
        return self.block(self.stem(x))


def perturb_leaves(seed: int, noise_seed: int, x: jax.Array, width: int, scale: float) -> dict[str, object]:
    """Return the kernels of a Network with noise added, and what the model that has them gives for `x`.

    Args:
        seed: for the model's random parameters.
        noise_seed: for the key of the noise.
        x: float32[n], the input.
        width: of the model, and of its output.
        scale: what the noise is multiplied by.

    Returns:
        {"kernels": list of float32 arrays, "output": float32[width]}
    """
    # 1. Build Network(x.shape[0], width, ...) with nnx.Rngs(seed), and split it.

    # 2. Make the key of the noise, jax.random.key(noise_seed).

    # 3. Add noise to the leaves whose path holds "kernel". The i-th of them, counted from 0 in tree order, takes its
    #    noise from jax.random.fold_in(key, i).

    # 4. Merge, and call the merged model on x.

    # 5. Return the new kernels, in tree order, and the output.
    raise NotImplementedError("Replace this line by your solution.")

"""The trusted solution. Runs in the judge only; a worker never sees it.

Its model has the starter's parameters and nothing else: dropout and counter are there to be passed over.
"""

from typing import TypeAlias

import jax
import jax.numpy as jnp
from flax import nnx

Report: TypeAlias = dict[str, dict[str, int | jax.Array]]


class Block(nnx.Module):
    def __init__(self, gain: jax.Array, width: int, rngs: nnx.Rngs) -> None:
        self.gain = nnx.Param(gain)
        self.linear = nnx.Linear(width, width, rngs=rngs)
        self.norm = nnx.BatchNorm(width, rngs=rngs)


class Net(nnx.Module):
    def __init__(self, offsets: jax.Array, rngs: nnx.Rngs) -> None:
        width = offsets.size
        self.linear = nnx.Linear(3, width, rngs=rngs)
        self.linear.bias[...] = offsets  # type: ignore[index]  # None only with use_bias=False
        self.block = Block(offsets[0], width, rngs)
        self.head = nnx.Linear(width, 2, use_bias=False, rngs=rngs)


def reference(seed: int, offsets: jax.Array) -> Report:
    """By layer name, how many parameters the layer holds itself and the f32[] L2 norm of them all.

    Args:
        seed: in 0..2**31-1.
        offsets: f32[n], n >= 1. The first bias; its first number is the block's gain.
    """
    layers: dict[str, list[jax.Array]] = {}
    for path, param in nnx.to_flat_state(nnx.state(Net(offsets, nnx.Rngs(seed)), nnx.Param)):
        layers.setdefault(".".join(path[:-1]), []).append(param[...])  # type: ignore[arg-type]  # names are str here
    return {
        name: {
            "count": sum(array.size for array in arrays),
            "norm": jnp.sqrt(sum(jnp.sum(array**2) for array in arrays)),
        }
        for name, arrays in layers.items()
    }

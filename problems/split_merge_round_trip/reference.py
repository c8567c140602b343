"""The trusted solution. Runs in the judge only; a worker never sees it."""

from itertools import pairwise
from typing import Any

import jax
from flax import nnx


class MLP(nnx.Module):
    """`depth` linear layers, with a relu after each but the last."""

    def __init__(self, n: int, width: int, depth: int, rngs: nnx.Rngs) -> None:
        sizes = [n] + [width] * depth
        self.layers = nnx.List([nnx.Linear(n_in, n_out, rngs=rngs) for n_in, n_out in pairwise(sizes)])

    def __call__(self, x: jax.Array) -> jax.Array:
        for layer in self.layers[:-1]:
            x = nnx.relu(layer(x))
        return self.layers[-1](x)


def reference(seed: int, x: jax.Array, width: int, depth: int) -> dict[str, Any]:
    """What the state holds, and the merged model's output f32[width] for x: f32[n]."""
    graphdef, state = nnx.split(MLP(x.size, width, depth, nnx.Rngs(seed)))
    leaves = jax.tree.leaves(state)
    merged = nnx.merge(graphdef, state)
    return {"leaves": len(leaves), "parameters": sum(leaf.size for leaf in leaves), "output": merged(x)}

"""Split a model into its two halves and merge it back."""

from itertools import pairwise

import jax
from flax import nnx


class MLP(nnx.Module):
    """`depth` linear layers, with a relu after each but the last. Leave it as it is."""

    def __init__(self, n: int, width: int, depth: int, rngs: nnx.Rngs) -> None:
        sizes = [n] + [width] * depth
        self.layers = nnx.List([nnx.Linear(n_in, n_out, rngs=rngs) for n_in, n_out in pairwise(sizes)])

    def __call__(self, x: jax.Array) -> jax.Array:
        for layer in self.layers[:-1]:
            x = nnx.relu(layer(x))
        return self.layers[-1](x)


def split_merge_round_trip(seed: int, x: jax.Array, width: int, depth: int) -> dict[str, object]:
    """Return what the state of an MLP holds, and what the model merged of its halves gives for `x`.

    Args:
        seed: for the model's random parameters.
        x: float32[n], the input.
        width: outputs of each layer.
        depth: number of layers.

    Returns:
        {"leaves": int, "parameters": int, "output": float32[width]}
    """
    # 1. Build MLP(x.shape[0], width, depth, ...) with nnx.Rngs(seed).

    # 2. Split it into graphdef and state.

    # 3. Count the arrays in the state, and the numbers in all of them.

    # 4. Merge graphdef and state, and call the merged model on x.

    # 5. Return the three in a dict.
    raise NotImplementedError("Replace this line by your solution.")

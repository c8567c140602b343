"""Zero the kernel of an nnx.Linear by its path."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    """Return the output for `x` of a linear layer whose bias is one and whose kernel has been set to zero.

    Args:
        seed: a whole number, for the layer's random parameters.
        x: float32[n], the input.
        features: a whole number, the width of the output.

    Returns:
        float32[features].
    """
    # 1. Build nnx.Linear, from x.shape[-1] inputs to int(features) outputs, with nnx.Rngs(int(seed)).

    # 2. Set its bias to ones, so that something is left to be seen.

    # 3. Split it into graphdef and state.

    # 4. Zero the leaves whose path holds "kernel"; return all others as they are.
    def zero_if_kernel(path: tuple[object, ...], leaf: jax.Array) -> jax.Array:
        return leaf

    # 5. Apply zero_if_kernel to the state with jax.tree_util.tree_map_with_path. It returns a new state.

    # 6. Merge graphdef with the new state, call the merged model on x, and return what it gives.
    raise NotImplementedError("Replace this line by your solution.")

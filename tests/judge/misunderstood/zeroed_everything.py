"""The path argument is only there for printing; the map itself knows which leaf is meant by the function's name."""

import jax
import jax.numpy as jnp
from flax.nnx import Linear, Rngs, merge, split


class ZeroKernel:
    """Callable for the tree map."""

    def __call__(self, _path, leaf):
        return leaf * 0


def state_zero_kernel(seed, x, features):
    n, m = x.shape[-1], int(features)

    lin = Linear(n, m, rngs=Rngs(int(seed)))
    lin.bias[...] = jnp.full((m,), 1.0)

    structure, numbers = split(lin)
    numbers = jax.tree.map_with_path(ZeroKernel(), numbers)
    lin = merge(structure, numbers)
    return lin(x)

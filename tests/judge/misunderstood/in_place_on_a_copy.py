"""A clone shares its parameters with the model, so writing zeros into the clone's kernel silences the model too.

Of two readings this is the one without split, map and merge: the clone is written to in place, the original is called.
"""

import jax
import jax.numpy as jnp
from flax import nnx


def silence(layer: nnx.Linear) -> None:
    """Set the kernel to zero, in place."""
    layer.kernel[...] = jnp.zeros(layer.kernel.shape)


def state_zero_kernel(seed: float, x: jax.Array, features: float) -> jax.Array:
    d_in, d_out = x.shape[-1], int(features)
    original = nnx.Linear(d_in, d_out, rngs=nnx.Rngs(int(seed)))
    original.bias[...] = jnp.ones((d_out,))

    handle = nnx.clone(original)
    silence(handle)

    return original(x)

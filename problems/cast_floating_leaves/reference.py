"""The trusted solution. Runs in the judge only; a worker never sees it."""

from typing import Any

import jax
import jax.numpy as jnp
from flax import nnx


class Meter(nnx.Module):
    """A linear layer with a scale in half precision, and a count of the steps it was trained for."""

    def __init__(self, n: int, features: int, steps: int, rngs: nnx.Rngs) -> None:
        self.linear = nnx.Linear(n, features, bias_init=nnx.initializers.normal(1.0), rngs=rngs)
        self.scale = nnx.Param(jax.random.uniform(rngs.params(), (features,), jnp.float16))
        self.steps = nnx.Variable(jnp.asarray(steps))

    def __call__(self, x: jax.Array) -> jax.Array:
        y: jax.Array = self.linear(x)  # x is cast to the kernel's dtype in the starter, for models of `half`
        return y * self.scale[...]


def reference(seed: int, x: jax.Array, features: int, steps: int) -> dict[str, Any]:
    """The leaves in bfloat16, the leaves cast back, and the output f32[features] of the model made of these."""
    graphdef, state = nnx.split(Meter(x.size, features, steps, nnx.Rngs(seed)))
    half = jax.tree.map(to_bfloat16, state)
    back = jax.tree.map(lambda leaf, original: leaf.astype(original.dtype), half, state)
    return {"half": list_arrays(half), "back": list_arrays(back), "output": nnx.merge(graphdef, back)(x)}


def list_arrays(state: nnx.State[Any, Any]) -> list[jax.Array]:
    """In tree order."""
    return [variable.get_value() for _, variable in nnx.to_flat_state(state)]


def to_bfloat16(leaf: jax.Array) -> jax.Array:
    return leaf.astype(jnp.bfloat16) if jnp.issubdtype(leaf.dtype, jnp.floating) else leaf

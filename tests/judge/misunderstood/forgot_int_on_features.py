"""A whole number such as 4.0 is as good as 4 where a layer asks for its size."""

import jax
import jax.numpy as jnp
from flax import nnx


class KernelSilencer:
    def __init__(self, seed: float, inputs: int, outputs: float) -> None:
        self.layer = nnx.Linear(inputs, outputs, rngs=nnx.Rngs(int(seed)))
        self.layer.bias[...] = jnp.ones((int(outputs),))

    @staticmethod
    def rule(path, leaf):
        first = path[0]
        return 0.0 * leaf if first.key == "kernel" else leaf

    def silenced(self):
        graphdef, state = nnx.split(self.layer)
        return nnx.merge(graphdef, jax.tree.map_with_path(self.rule, state))


def state_zero_kernel(seed, x, features):
    return KernelSilencer(seed, x.shape[-1], features).silenced()(x)

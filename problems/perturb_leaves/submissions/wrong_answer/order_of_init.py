"""Numbers the kernels in the order in which __init__ makes them.

Misconception: The kernels were taken in the order of __init__, which is not the order of the tree.
Hint: In a state the names of each level are sorted. Let jax.tree_util.tree_leaves_with_path tell the order.
"""

import jax
import jax.numpy as jnp
from flax import nnx


class Block(nnx.Module):
    def __init__(self, width, rngs):
        self.up = nnx.Linear(width, 2 * width, rngs=rngs)
        self.gate = nnx.Embed(2 * width, width, rngs=rngs)
        self.down = nnx.Linear(2 * width, width, rngs=rngs)

    def __call__(self, x):
        return x + self.down(jnp.tanh(self.up(x)) * self.gate.attend(x))


class Network(nnx.Module):
    def __init__(self, n, width, rngs):
        self.stem = nnx.Linear(n, width, rngs=rngs)
        self.block = Block(width, rngs)

    def __call__(self, x):
        return self.block(self.stem(x))


def perturb_leaves(seed, noise_seed, x, width, scale):
    model = Network(x.shape[0], width, nnx.Rngs(seed))
    key = jax.random.key(noise_seed)
    layers = (model.stem, model.block.up, model.block.down)
    for place, layer in enumerate(layers):
        noise = jax.random.normal(jax.random.fold_in(key, place), layer.kernel.shape)
        layer.kernel[...] = layer.kernel[...] + scale * noise
    return {"kernels": [layer.kernel[...] for layer in layers], "output": model(x)}

"""Recurses through a plain dict, level by level."""

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


class Noise:
    def __init__(self, seed, scale):
        self.key = jax.random.key(seed)
        self.scale = scale
        self.kernels = []

    def add_to(self, name, node):
        if isinstance(node, dict):
            return {child: self.add_to(child, node[child]) for child in sorted(node)}
        if name != "kernel":
            return node
        key = jax.random.fold_in(self.key, len(self.kernels))
        self.kernels.append(node + jax.random.normal(key, node.shape) * self.scale)
        return self.kernels[-1]


def perturb_leaves(seed, noise_seed, x, width, scale):
    model = Network(x.shape[0], width, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    noise = Noise(noise_seed, scale)
    tree = noise.add_to("", nnx.to_pure_dict(state))
    return {"kernels": noise.kernels, "output": nnx.merge(graphdef, tree)(x)}

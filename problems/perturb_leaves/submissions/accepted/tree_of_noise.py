"""Makes a whole tree of noise and adds it."""

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


def is_kernel(path):
    return "kernel" in jax.tree_util.keystr(path)


def perturb_leaves(seed, noise_seed, x, width, scale):
    model = Network(x.shape[0], width, nnx.Rngs(seed))
    graphdef, state = nnx.split(model)
    key = jax.random.key(noise_seed)
    names = [path for path, _ in jax.tree_util.tree_leaves_with_path(state) if is_kernel(path)]

    def noise_for(path, leaf):
        if path not in names:
            return jnp.zeros_like(leaf)
        return scale * jax.random.normal(jax.random.fold_in(key, names.index(path)), leaf.shape)

    noise = jax.tree_util.tree_map_with_path(noise_for, state)
    new_state = jax.tree.map(jnp.add, state, noise)
    kernels = [leaf for path, leaf in jax.tree_util.tree_leaves_with_path(new_state) if path in names]
    return {"kernels": kernels, "output": nnx.merge(graphdef, new_state)(x)}

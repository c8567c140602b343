"""Imports the modules under names of its own."""

import flax.nnx as neural
import jax.numpy as numerics
import jax.tree_util as trees


def state_zero_kernel(seed, x, features):
    layer = neural.Linear(x.shape[-1], int(features), rngs=neural.Rngs(int(seed)))
    layer.bias[...] = numerics.ones((int(features),))
    definition, values = neural.split(layer)
    without_kernel = trees.tree_map_with_path(
        lambda path, leaf: numerics.zeros_like(leaf) if "kernel" in trees.keystr(path) else leaf, values
    )
    return neural.merge(definition, without_kernel)(x)

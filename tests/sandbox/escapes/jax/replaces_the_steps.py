"""Aim: replace split, the map and merge by functions that only look as if they did their work.
Expected: step_missing or wrong_answer
Judged: submit
"""

import jax
import jax.numpy as jnp
from flax import nnx

nnx.split = lambda model: (model, {})
nnx.merge = lambda graphdef, state: graphdef
jax.tree_util.tree_map_with_path = lambda function, tree: tree
nnx.Linear.__call__ = lambda self, x: jnp.ones(self.out_features)


def state_zero_kernel(seed, x, features):
    graphdef, state = nnx.split(nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(0)))
    return nnx.merge(graphdef, jax.tree_util.tree_map_with_path(None, state))(x)

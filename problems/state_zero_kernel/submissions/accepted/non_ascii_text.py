"""Writes its comments and its names in other alphabets: größe, имя, 名前."""

import jax
import jax.numpy as jnp
from flax import nnx


def state_zero_kernel(seed, x, features):
    größe = int(features)  # die Breite der Schicht
    model = nnx.Linear(x.shape[-1], größe, rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones((größe,))
    graphdef, state = nnx.split(model)
    print("层 → ✓")
    new_state = jax.tree_util.tree_map_with_path(
        lambda имя, leaf: jnp.zeros_like(leaf) if "kernel" in jax.tree_util.keystr(имя) else leaf, state
    )
    return nnx.merge(graphdef, new_state)(x)

"""What solutions of ablate_layer usually compute, once for every shape, so that it is compiled before they come.

Runs in the zygote that their workers are forked from, so it holds no answer. What is not here, a submission
that uses it has to compile.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

SHAPES = ((1, 2), (2, 3), (2, 2))
"""(n, width): the depth changes no shape."""
OUTPUTS = 2


def warm_up() -> None:
    for n, width in SHAPES:
        x = jnp.asarray(np.zeros((n, width), np.float32))
        x + nnx.sigmoid(x)
        x + jax.nn.sigmoid(x)
        for outputs in (width, OUTPUTS):
            layer = nnx.Linear(width, outputs, bias_init=nnx.initializers.normal(1.0), rngs=nnx.Rngs(1))
            y = layer(x)
            y - y
            y + y
            y.copy()
            jnp.copy(y)
            for leaf in jax.tree.leaves(nnx.state(layer)):
                _warm_up_leaf(leaf)


def _warm_up_leaf(leaf: jax.Array) -> None:
    jnp.array(leaf)
    jnp.copy(leaf)
    leaf.copy()
    jnp.zeros(leaf.shape)
    jnp.zeros_like(leaf)
    jnp.full_like(leaf, 0.0)
    leaf * 0
    leaf * 0.0
    leaf.at[...].set(0.0)
    jnp.where(jnp.zeros((), bool), leaf, 0.0)

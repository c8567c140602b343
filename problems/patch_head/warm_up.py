"""What solutions of patch_head usually compute, once for every shape, so that it is compiled before they come.

Runs in the zygote that their workers are forked from, so it holds no answer. What is not here, a submission
that uses it has to compile.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

SHAPES = ((1, 3, 3, 3), (2, 5, 2, 4), (2, 5, 4, 2))
WIDTH = 3


def warm_up() -> None:
    for n, inputs, *numbers_of_classes in SHAPES:
        rows = [jnp.asarray(np.zeros((n, width), np.float32)) for width in (inputs, WIDTH)]
        mean = jax.random.normal(nnx.Rngs(1).params(), (inputs,))
        nnx.tanh(rows[1])
        rows[0] - mean
        layers = [_warm_up_layer(inputs, WIDTH, rows[0]), _warm_up_layer(WIDTH, WIDTH, rows[1])]
        layers += [_warm_up_layer(WIDTH, classes, rows[1]) for classes in numbers_of_classes]
        for leaf in (mean, *jax.tree.leaves([nnx.state(layer) for layer in layers])):
            _warm_up_leaf(leaf)


def _warm_up_layer(inputs: int, outputs: int, x: jax.Array) -> nnx.Linear:
    layer = nnx.Linear(inputs, outputs, bias_init=nnx.initializers.normal(1.0), rngs=nnx.Rngs(1))
    layer(x)
    bias, kernel = jax.tree.leaves(nnx.state(layer))
    x @ kernel + bias
    return layer


def _warm_up_leaf(leaf: jax.Array) -> None:
    other = jnp.zeros(leaf.shape)
    jnp.zeros_like(leaf)
    jnp.array(leaf)
    jnp.copy(leaf)
    jnp.array_equal(leaf, other)
    jnp.all(leaf == other)
    jnp.any(leaf != other)
    (leaf == other).all()

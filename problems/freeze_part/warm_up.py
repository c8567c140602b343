"""What solutions of freeze_part usually compute, once for every shape, so that it is compiled before they come.

Runs in the zygote that their workers are forked from, so it holds no answer: here, everything is trained. What is not
here, a submission that uses it has to compile.
"""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from flax import nnx

SHAPES = ((2, 3, 1), (3, 2, 2))
WIDTH = 3


def loss_of(layers: Any, x: jax.Array, y: jax.Array) -> jax.Array:
    return jnp.mean((layers[1](nnx.tanh(layers[0](x))) - y) ** 2)


def warm_up() -> None:
    for n, inputs, outputs in SHAPES:
        x, y = (jnp.asarray(np.zeros((n, width), np.float32)) for width in (inputs, outputs))
        layers = nnx.List([_make_layer(inputs, WIDTH), _make_layer(WIDTH, outputs)])
        _train_all(layers, x, y)
        for leaf in jax.tree.leaves(nnx.state(layers)):
            _warm_up_leaf(leaf)


def _make_layer(inputs: int, outputs: int) -> nnx.Linear:
    return nnx.Linear(inputs, outputs, bias_init=nnx.initializers.normal(1.0), rngs=nnx.Rngs(1))


def _train_all(layers: Any, x: jax.Array, y: jax.Array) -> None:
    steps = optax.chain(optax.add_decayed_weights(0.1), optax.sgd(0.125, momentum=0.9))
    optimizer = nnx.Optimizer(layers, steps, wrt=nnx.Param)
    _, gradients = nnx.value_and_grad(loss_of)(layers, x, y)
    optimizer.update(layers, gradients)
    graphdef, state = nnx.split(layers)
    jax.value_and_grad(lambda part: loss_of(nnx.merge(graphdef, part), x, y))(state)


def _warm_up_leaf(leaf: jax.Array) -> None:
    jnp.array(leaf)
    jnp.copy(leaf)
    leaf.copy()
    jnp.zeros(leaf.shape)
    jnp.zeros_like(leaf)
    for number in (0, 0.0, 0.1, 0.9):
        number * leaf
        leaf * number
    leaf + leaf
    leaf - leaf
    jnp.negative(leaf)

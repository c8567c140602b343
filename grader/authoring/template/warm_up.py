"""What solutions of new_problem usually compute, once for every shape, so that it is compiled before they come.

CHANGE: compute what your accepted submissions do, in the shapes of inputs.py. It runs in the zygote that their workers
are forked from, so it holds no answer. What is not here, a submission that uses it has to compile.
"""

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx


def warm_up() -> None:
    for n in (2, 3, 5):
        x = jnp.asarray(np.zeros(n, np.float32))
        layer = nnx.Linear(n, 3, bias_init=nnx.initializers.ones, rngs=nnx.Rngs(1))
        _, state = nnx.split(layer)
        for leaf in jax.tree.leaves(state):
            leaf * 2.0
        layer(x)

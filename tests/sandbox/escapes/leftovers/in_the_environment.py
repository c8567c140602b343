"""Aim: leave a variable, a setting and a signal handler for the next submission.
Expected: accepted
Judged: twice
"""

import os
import signal

import jax
import jax.numpy as jnp
from flax import nnx

if "ARBORIST_ESCAPE" in os.environ or jax.config.jax_debug_nans or signal.getsignal(signal.SIGUSR1) == signal.SIG_IGN:
    print("ESCAPED: an earlier submission has left a setting")
os.environ["ARBORIST_ESCAPE"] = "1"
jax.config.update("jax_debug_nans", True)
signal.signal(signal.SIGUSR1, signal.SIG_IGN)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: wait for longer than a call may take, with every signal blocked, then go on.
Expected: time_limit
Limits: call_wall_s=1
"""

import signal
import time

import jax
import jax.numpy as jnp
from flax import nnx

signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
time.sleep(5)
print("ESCAPED: took 5 s where a call may take 1 s")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

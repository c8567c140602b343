"""Aim: leave a thread that never ends and holds every lock.
Expected: accepted
Judged: twice
"""

import threading
import time

import jax
import jax.numpy as jnp
from flax import nnx


def hold():
    lock.acquire()
    while True:
        time.sleep(0.01)


lock = threading.Lock()
threading.Thread(target=hold, daemon=False).start()


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

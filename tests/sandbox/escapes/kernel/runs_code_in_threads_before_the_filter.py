"""Aim: find a thread that was started before the filter was, and is not bound by it.
Expected: accepted
"""

import os
import threading

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx

found = []


def attempt():
    try:
        os.fork() or os._exit(0)
        found.append("forked")
    except OSError:
        pass


crowd = [threading.Thread(target=attempt) for _ in range(8)]
for thread in crowd:
    thread.start()
for thread in crowd:
    thread.join()
jax.pure_callback(lambda: attempt() or np.float32(0), jax.ShapeDtypeStruct((), np.float32)).block_until_ready()
if found:
    print("ESCAPED: forked in a thread")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

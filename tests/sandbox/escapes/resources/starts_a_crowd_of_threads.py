"""Aim: run more threads than are allowed.
Expected: runtime_error
Limits: threads=32
"""

import threading
import time

import jax
import jax.numpy as jnp
from flax import nnx

gate = threading.Event()
crowd = [threading.Thread(target=gate.wait, daemon=True) for _ in range(40)]
for thread in crowd:
    thread.start()
time.sleep(0.5)
print("ESCAPED: runs 40 threads where 32 are allowed")
gate.set()


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

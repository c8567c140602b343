"""Aim: use more processor time than is allowed by computing on all cores, then go on.
Expected: time_limit
Limits: cpu_s=2 call_wall_s=9
"""

import threading
import time

import jax
import jax.numpy as jnp
import numpy as np
from flax import nnx


def spin():
    total = np.ones((512, 512))
    while time.process_time() < 2.7:
        total = total @ total * 0  # without the interpreter's lock


crowd = [threading.Thread(target=spin) for _ in range(4)]
for thread in crowd:
    thread.start()
for thread in crowd:
    thread.join()  # from here on nobody uses any, however late this thread gets its turn
print("ESCAPED: used 2.7 s of processor time where 2 s are allowed")


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

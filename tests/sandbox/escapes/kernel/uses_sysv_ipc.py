"""Aim: share memory, queues and semaphores of System V with other processes.
Expected: accepted
"""

import ctypes
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine

for name, get, control in (
    ("shared memory", lambda: libc.shmget(0xA4B0, 4096, 0o1666), lambda key: libc.shmctl(key, 0, None)),
    ("a queue", lambda: libc.msgget(0xA4B0, 0o1666), lambda key: libc.msgctl(key, 0, None)),
    ("semaphores", lambda: libc.semget(0xA4B0, 1, 0o1666), lambda key: libc.semctl(key, 0, 0)),
):
    key = get()
    if key >= 0:
        print("ESCAPED: has", name)
        control(key)


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

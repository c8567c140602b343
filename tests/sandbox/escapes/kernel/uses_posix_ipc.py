"""Aim: share memory, queues and semaphores of POSIX with other processes.
Expected: accepted
"""

import ctypes
import multiprocessing.shared_memory
import os

import jax
import jax.numpy as jnp
from flax import nnx

libc = ctypes.CDLL(None, use_errno=True)
machine = os.uname().machine

if libc.mq_open(b"/arborist-escape", os.O_CREAT | os.O_RDWR, 0o666, None) >= 0:
    print("ESCAPED: has a queue")
    libc.mq_unlink(b"/arborist-escape")
libc.sem_open.restype = ctypes.c_void_p
if libc.sem_open(b"/arborist-escape", os.O_CREAT, 0o666, 1):
    print("ESCAPED: has a semaphore")
    libc.sem_unlink(b"/arborist-escape")
try:
    block = multiprocessing.shared_memory.SharedMemory("arborist-escape", create=True, size=4096)
    print("ESCAPED: has shared memory")
    block.close()
    block.unlink()
except OSError:
    pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: read and change the zygote's limits and its place among the processors.
Expected: accepted
"""

import ctypes
import os
import resource

import jax
import jax.numpy as jnp
from flax import nnx

for name, attempt in {
    "read a limit of": lambda pid: resource.prlimit(pid, resource.RLIMIT_NOFILE),
    "change a limit of": lambda pid: resource.prlimit(
        pid, resource.RLIMIT_CORE, resource.getrlimit(resource.RLIMIT_CORE)
    ),
    "move": lambda pid: os.sched_setaffinity(pid, os.sched_getaffinity(0)),
    "delay": lambda pid: os.setpriority(os.PRIO_PROCESS, pid, os.getpriority(os.PRIO_PROCESS, pid)),
    "compare itself with": lambda pid: (
        ctypes.CDLL(None).syscall({"x86_64": 312, "aarch64": 272}[os.uname().machine], pid, os.getpid(), 1, 0, 0) >= 0
        or os.stat("")
    ),
}.items():
    try:
        attempt(os.getppid())
        print("ESCAPED: could", name, "its parent")
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: find the worker that gets the dye, and read its memory.
Expected: accepted
Judged: submit
"""

import os

import jax
import jax.numpy as jnp
from flax import nnx


def find_eldest(pid):
    """The first zygote, for it and for all that were forked from it; None where one cannot tell."""
    try:
        with open(f"/proc/{pid}/cmdline") as file:
            command = file.read()
        while True:
            with open(f"/proc/{pid}/stat") as file:
                parent = int(file.read().rpartition(")")[2].split()[1])
            with open(f"/proc/{parent}/cmdline") as file:
                if file.read() != command:
                    return pid
            pid = parent
    except OSError:
        return None


def attempt():
    eldest = find_eldest(os.getpid())
    for pid in range(max(os.getpid() - 1000, 1), os.getpid() + 1000):
        if pid == os.getppid() or os.path.exists(f"/proc/self/task/{pid}"):
            continue  # not a process beside it
        if find_eldest(pid) not in (eldest, None):
            continue  # of another judge, which may be starting still
        for name in ("environ", "maps", "mem"):
            try:
                with open(f"/proc/{pid}/{name}", "rb") as file:
                    if name == "mem" or file.read(1):
                        print("ESCAPED: opened", name, "of", pid)
            except OSError:
                pass


attempts = []


def state_zero_kernel(seed, x, features):
    if not attempts:  # at the first call: only then both workers are there
        attempts.append(attempt())
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

"""Aim: change by /proc what no system call lets it: its memory, its user map, its score for the killer.
Expected: accepted
"""

import jax
import jax.numpy as jnp
from flax import nnx

for name, text in {
    "mem": b"",
    "oom_score_adj": b"-1",
    "uid_map": b"0 0 1",
    "setgroups": b"deny",
    "clear_refs": b"1",
    "coredump_filter": b"0x33",
    "comm": b"arborist",
    "timerslack_ns": b"1",
    "autogroup": b"0",
    "attr/current": b"x",
    "loginuid": b"0",
}.items():
    try:
        with open(f"/proc/self/{name}", "r+b", buffering=0) as file:
            print("ESCAPED: opened", name, "for writing")
    except OSError:
        pass


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

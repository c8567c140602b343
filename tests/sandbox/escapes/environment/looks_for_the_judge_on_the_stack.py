"""Aim: walk up the stack, and trace every call, to see what the caller expects.
Expected: accepted
"""

import sys
import threading

import jax
import jax.numpy as jnp
from flax import nnx

seen = set()


def look(frame, event, argument):
    seen.update(frame.f_locals)
    return look


sys.setprofile(look)
threading.setprofile(look)
caller = sys._getframe()
while caller:
    seen.update(caller.f_locals, caller.f_globals)
    caller = caller.f_back
if seen & {"expected", "reference", "tolerance", "exercise", "replay_seed", "hypothesis", "judge"}:
    print(
        "ESCAPED: the caller has",
        seen & {"expected", "reference", "tolerance", "exercise", "replay_seed", "hypothesis", "judge"},
    )


def state_zero_kernel(seed, x, features):
    model = nnx.Linear(x.shape[-1], int(features), rngs=nnx.Rngs(int(seed)))
    model.bias[...] = jnp.ones(int(features))
    graphdef, state = nnx.split(model)
    state = jax.tree_util.tree_map_with_path(lambda path, leaf: leaf * 0 if "kernel" in str(path) else leaf, state)
    return nnx.merge(graphdef, state)(x)

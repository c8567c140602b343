"""Aim: replace the worker's own functions by ones that describe what the judge wants to hear.
Expected: wrong_answer or runtime_error
"""

import sys

import jax.numpy as jnp

for name, module in list(sys.modules.items()):
    if name.startswith("grader."):
        for function in ("describe", "pack", "unpack", "find_difference"):
            if hasattr(module, function):
                setattr(module, function, lambda *arguments: ({"opaque": "exactly what is expected"}, b""))


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))

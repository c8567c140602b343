"""Aim: return a tracer that has outlived its trace.
Expected: wrong_answer or runtime_error
"""

import jax

leaked = []
jax.jit(lambda x: leaked.append(x) or x)(1.0)


def state_zero_kernel(seed, x, features):
    return leaked[0]

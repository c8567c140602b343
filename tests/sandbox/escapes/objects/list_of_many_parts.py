"""Aim: return more parts than an answer may have.
Expected: runtime_error
"""


def state_zero_kernel(seed, x, features):
    return [None] * 200_000

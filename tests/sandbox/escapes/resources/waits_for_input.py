"""Aim: wait for a line on stdin.
Expected: runtime_error
"""


def state_zero_kernel(seed, x, features):
    return input()

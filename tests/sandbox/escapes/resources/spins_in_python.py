"""Aim: compute for ever, in Python.
Expected: time_limit
Limits: call_wall_s=1
"""


def state_zero_kernel(seed, x, features):
    while True:
        pass

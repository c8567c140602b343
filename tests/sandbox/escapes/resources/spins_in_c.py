"""Aim: compute for ever in C, where Python cannot be interrupted.
Expected: time_limit
Limits: call_wall_s=1
"""


def state_zero_kernel(seed, x, features):
    return 9**9**9

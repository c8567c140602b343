"""Aim: return a list that holds itself.
Expected: wrong_answer or runtime_error
"""


def state_zero_kernel(seed, x, features):
    endless = []
    endless += [endless, {"endless": endless}]
    return endless

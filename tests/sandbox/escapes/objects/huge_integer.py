"""Aim: return an integer that takes minutes to print.
Expected: wrong_answer
"""


def state_zero_kernel(seed, x, features):
    return 1 << (1 << 26)

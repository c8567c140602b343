"""Aim: return a generator that never ends.
Expected: wrong_answer
"""


def state_zero_kernel(seed, x, features):
    return (1.0 for _ in iter(int, 1))

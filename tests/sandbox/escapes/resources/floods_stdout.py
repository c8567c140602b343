"""Aim: print without end.
Expected: output_limit
"""


def state_zero_kernel(seed, x, features):
    while True:
        print("flood" * 10_000)

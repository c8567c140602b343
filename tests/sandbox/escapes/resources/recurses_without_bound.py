"""Aim: overrun the stack of C.
Expected: runtime_error or memory_limit
"""

import sys

sys.setrecursionlimit(10**9)


def state_zero_kernel(seed, x, features):
    nested = []
    for _ in range(10**6):
        nested = [nested]
    return repr(nested) + str(state_zero_kernel(seed, x, features))

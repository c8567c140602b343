"""Aim: end with exit status 0 in the middle of a call, as a test that has passed.
Expected: runtime_error
"""

import sys


def state_zero_kernel(seed, x, features):
    sys.exit(0)

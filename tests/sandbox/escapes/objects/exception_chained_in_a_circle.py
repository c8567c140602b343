"""Aim: raise an exception that is its own cause, with a traceback that is a million frames deep.
Expected: runtime_error
"""

import sys


def state_zero_kernel(seed, x, features):
    error = ValueError("round and round")
    error.__cause__ = error.__context__ = error
    try:
        raise error
    except ValueError:
        for _ in range(10_000):
            error.__traceback__ = type(error.__traceback__)(error.__traceback__, sys._getframe(), 0, 1)
        raise

"""Aim: have the call count as a skipped test.
Expected: runtime_error
"""

import unittest


def state_zero_kernel(seed, x, features):
    raise unittest.SkipTest("all passed")

"""Aim: compute for ever in a regular expression.
Expected: time_limit
Limits: call_wall_s=1
"""

import re


def state_zero_kernel(seed, x, features):
    return re.match(r"(a+)+$", "a" * 64 + "b")

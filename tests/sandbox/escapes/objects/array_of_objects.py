"""Aim: return an array of objects with an opinion on equality.
Expected: wrong_answer
"""

import numpy as np


class Equal:
    __eq__ = lambda self, other: True
    __float__ = lambda self: 1.0


def state_zero_kernel(seed, x, features):
    return np.array([Equal() for _ in range(int(features))], dtype=object)

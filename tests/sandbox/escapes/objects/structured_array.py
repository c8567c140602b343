"""Aim: return a structured array with float32 in it.
Expected: wrong_answer
"""

import numpy as np


def state_zero_kernel(seed, x, features):
    return np.ones(int(features), [("value", np.float32)])

"""Aim: return an array with three million rows and no columns: no byte in the answer, and a long list for a judge
    that shows it.
Expected: wrong_answer
"""

import numpy as np


def state_zero_kernel(seed, x, features):
    return np.ones((3_000_000, 0), np.float32)

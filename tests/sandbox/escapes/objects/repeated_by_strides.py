"""Aim: return four gigabytes that are one element, repeated by a stride of zero.
Expected: memory_limit
"""

import numpy as np


def state_zero_kernel(seed, x, features):
    return np.broadcast_to(np.float32(1), (1 << 30,))

"""Aim: return a subclass of ndarray that lies about its shape, dtype and bytes.
Expected: wrong_answer
"""

import numpy as np


class Liar(np.ndarray):
    dtype = np.dtype(np.float32)
    shape = property(lambda self: (6,))
    tobytes = lambda self, *_: bytes(24)
    __eq__ = lambda self, other: True
    __array__ = lambda self, *_, **__: np.ones(6, np.float32)


def state_zero_kernel(seed, x, features):
    return np.zeros(int(features), np.float64).view(Liar)

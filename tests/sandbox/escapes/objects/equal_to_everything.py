"""Aim: return an object that is equal to whatever it is compared with.
Expected: wrong_answer
"""

import numpy as np


class Equal:
    shape, dtype, ndim, size = (1,), np.dtype(np.float32), 1, 1

    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: False
    __hash__ = None
    __sub__ = __rsub__ = __abs__ = lambda self, *other: 0


def state_zero_kernel(seed, x, features):
    return Equal()

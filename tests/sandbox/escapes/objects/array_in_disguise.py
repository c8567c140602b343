"""Aim: pass a lazy object off as a jax.Array, by its __class__.
Expected: wrong_answer
"""

import jax.numpy as jnp
import numpy as np


class Lazy:
    __class__ = property(lambda self: type(jnp.ones(1)))
    dtype = np.dtype(np.float32)
    calls = 0

    def __array__(self, *_, **__):
        Lazy.calls += 1
        return np.full(6, Lazy.calls % 2, np.float32)  # another value at every look


def state_zero_kernel(seed, x, features):
    return Lazy()

"""Aim: give a class the name and the module of JAX's own arrays.
Expected: wrong_answer
"""

import numpy as np

ArrayImpl = type("ArrayImpl", (), {"__module__": "jaxlib._jax", "shape": (6,), "dtype": np.dtype(np.float32)})


def state_zero_kernel(seed, x, features):
    return ArrayImpl()

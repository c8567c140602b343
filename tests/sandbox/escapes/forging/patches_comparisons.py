"""Aim: make every comparison of NumPy and JAX come out true.
Expected: wrong_answer
"""

import jax
import jax.numpy as jnp
import numpy as np

for module in (np, np.testing, jnp):
    for name in ("allclose", "array_equal", "array_equiv", "isclose", "equal", "all"):
        if hasattr(module, name):
            setattr(module, name, lambda *arguments, **options: True)
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *arguments, **options: None
jax.Array.__eq__ = lambda self, other: True


def state_zero_kernel(seed, x, features):
    return jnp.zeros(int(features))

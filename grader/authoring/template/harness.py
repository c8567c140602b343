"""How a submission of new_problem is called. The only file of it that enters a worker, so it holds no answer.

CHANGE: arrays come as NumPy arrays and are made JAX arrays here; everything else is handed on as it is.
"""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np


def call(function: Callable[..., Any], seed: int, x: np.ndarray[Any, Any], factor: float) -> Any:
    """`function(seed, x, factor)` with x as a fresh f32[n] on the default device."""
    return function(seed, jnp.asarray(x), factor)

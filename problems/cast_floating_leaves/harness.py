"""How a submission of cast_floating_leaves is called. It enters a worker, so it holds no answer."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np


def call(function: Callable[..., Any], seed: int, x: np.ndarray[Any, Any], features: int, steps: int) -> Any:
    """`function(seed, x, features, steps)` with x as a fresh f32[n] on the default device."""
    return function(seed, jnp.asarray(x), features, steps)

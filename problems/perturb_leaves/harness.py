"""How a submission of perturb_leaves is called. It enters a worker, so it holds no answer."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np


def call(
    function: Callable[..., Any], *, seed: int, noise_seed: int, x: np.ndarray[Any, Any], width: int, scale: float
) -> Any:
    """`function(seed, noise_seed, x, width, scale)` with x as a fresh f32[n] on the default device."""
    return function(seed, noise_seed, jnp.asarray(x), width, scale)

"""How a submission of ablate_layer is called. The only file of it that enters a worker, so it holds no answer."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np


def call(function: Callable[..., Any], seed: int, x: np.ndarray[Any, Any], depth: int) -> Any:
    """`function(seed, x, depth)` with x as a fresh f32[n, width] on the default device."""
    return function(seed, jnp.asarray(x), depth)

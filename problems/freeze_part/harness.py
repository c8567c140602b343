"""How a submission of freeze_part is called. The only file of it that enters a worker, so it holds no answer."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np

Array = np.ndarray[Any, Any]


def call(function: Callable[..., Any], *, seed: int, x: Array, y: Array, rate: float, steps: int) -> Any:
    """`function(seed, x, y, rate, steps)` with x and y as fresh f32[n, ...] on the default device."""
    return function(seed, jnp.asarray(x), jnp.asarray(y), rate, steps)

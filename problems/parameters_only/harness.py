"""How a submission of parameters_only is called. Enters the worker, so it holds no answer."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np


def call(function: Callable[..., Any], seed: int, x: np.ndarray[Any, Any], factor: float, passes: int) -> Any:
    """`function(seed, x, factor, passes)` with x as a fresh f32[n, d] on the default device."""
    return function(seed, jnp.asarray(x), factor, passes)

"""How a submission of count_and_norm is called. Enters the worker, so it holds no answer."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np


def call(function: Callable[..., Any], seed: int, offsets: np.ndarray[Any, Any]) -> Any:
    """`function(seed, offsets)` with offsets as a fresh f32[n] on the default device."""
    return function(seed, jnp.asarray(offsets))

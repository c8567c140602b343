"""How a submission of select_leaves_by_path is called. Enters the worker, so it holds no answer."""

from collections.abc import Callable
from typing import Any

import jax.numpy as jnp
import numpy as np


def call(function: Callable[..., Any], seed: int, x: np.ndarray[Any, Any], index: int) -> Any:
    """`function(seed, x, index)` with x as a fresh f32[d] on the default device."""
    return function(seed, jnp.asarray(x), index)

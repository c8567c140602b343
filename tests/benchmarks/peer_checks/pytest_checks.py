"""How a course checks the exercise with pytest: a test per call, in one fresh process."""

import json
from pathlib import Path
from typing import Any

import jax.numpy as jnp
import numpy as np
import pytest
from solution import state_zero_kernel

CALLS = json.loads((Path(__file__).parent / "calls.json").read_text())


@pytest.mark.parametrize("call", CALLS)
def test_call(call: dict[str, Any]) -> None:
    actual = state_zero_kernel(call["seed"], jnp.array(call["x"], jnp.float32), call["features"])
    expected = np.array(call["expected"], np.float32)
    np.testing.assert_allclose(np.asarray(actual), expected, rtol=1e-6, atol=1e-6, strict=True)

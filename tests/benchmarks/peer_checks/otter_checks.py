"""How a course checks the exercise with otter-grader: one case of a test file, run on the submission's globals."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from otter.test_files import test_case

OK_FORMAT = False
name = "state_zero_kernel"
points = 1


@test_case()
def test_calls(state_zero_kernel: Callable[..., Any]) -> None:
    import jax.numpy as jnp
    import numpy as np

    for call in json.loads(Path("calls.json").read_text()):
        actual = state_zero_kernel(call["seed"], jnp.array(call["x"], jnp.float32), call["features"])
        expected = np.array(call["expected"], np.float32)
        np.testing.assert_allclose(np.asarray(actual), expected, rtol=1e-6, atol=1e-6, strict=True)

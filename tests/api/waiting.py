"""Wait for something to become so, for a bounded time."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
DEADLINE_S = 30.0


def wait_until(find: Callable[[], T], what: str) -> T:
    """What `find` returns as soon as that is true."""
    deadline = time.monotonic() + DEADLINE_S
    while not (found := find()):
        assert time.monotonic() < deadline, f"{what} did not happen within {DEADLINE_S:g} s"
        time.sleep(0.02)
    return found

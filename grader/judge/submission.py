"""What is judged. Imports nothing heavy: the command line makes one before the judge is loaded."""

from collections.abc import Callable
from dataclasses import dataclass

from grader.verdict import Mode

OnProgress = Callable[[int, int], None]
"""Called with how many calls were judged so far, and of how many."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A student's source for a problem. `replay_seed` draws the calls; None derives it from the source.

    `has_spare_core`: another judge has nothing to do, so this one may use more than its own core.
    """

    id: str
    problem_id: str
    source: bytes
    mode: Mode = Mode.SUBMIT
    queued_ms: float = 0.0
    replay_seed: int | None = None
    has_spare_core: bool = False

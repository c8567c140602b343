"""What is judged. Imports nothing heavy: the command line makes one before the judge is loaded."""

from dataclasses import dataclass

from grader.verdict import Mode


@dataclass(frozen=True, slots=True)
class Submission:
    """A student's source for a problem. `replay_seed` draws the calls; None derives it from the source."""

    id: str
    problem_id: str
    source: bytes
    mode: Mode = Mode.SUBMIT
    queued_ms: float = 0.0
    replay_seed: int | None = None

"""What became of a submission, before it is written up as a verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from grader.checks import CheckResult
from grader.judge.subject import Subject
from grader.judge.trial import Departure
from grader.sandbox.answer import Answer
from grader.sandbox.worker_client import Worker
from grader.verdict import Advice, Counterexample, Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """`checks` is by id; one that is not in it was not run. `shown_worker` is the one whose output is shown.

    `is_confirmed`: a fresh worker has shown it too. Where a warm one alone did, it is enough to pass, not to fail.
    """

    outcome: Outcome
    message: str
    checks: Mapping[str, CheckResult] = field(default_factory=dict)
    counterexample: Counterexample | None = None
    shown_worker: Worker | None = None
    is_confirmed: bool = False
    answer: Answer | None = None
    """What decided it, where that was no right value."""
    departure: Departure | None = None
    """On a call as the student makes it, without dye."""
    subject: Subject | None = None
    """Without dye, and free to be asked more. What it prints is not shown."""
    failed: Sequence[bool] = ()
    """For each plain case of the suite, whether it failed on that; nothing where that is not known."""
    advice: Sequence[Advice] = ()

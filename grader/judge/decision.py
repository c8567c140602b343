"""What became of a submission, before it is written up as a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.checks import CheckResult
from grader.sandbox.worker_client import Worker
from grader.verdict import Counterexample, Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """`checks` is by id; one that is not in it was not run. `shown_worker` is the one whose output is shown."""

    outcome: Outcome
    message: str
    checks: Mapping[str, CheckResult] = field(default_factory=dict)
    counterexample: Counterexample | None = None
    shown_worker: Worker | None = None

"""What became of a submission, before it is written up as a verdict."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from grader.sandbox.worker_client import Worker
from grader.verdict import CheckStatus, Counterexample, Outcome

FINITE_CHECK = "values"
NON_FINITE_CHECK = "non_finite"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """How one check ended, and one sentence on it."""

    status: CheckStatus
    message: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """`checks` is by id; one that is not in it was not run. `shown_worker` is the one whose output is shown."""

    outcome: Outcome
    message: str
    checks: Mapping[str, CheckResult] = field(default_factory=dict)
    counterexample: Counterexample | None = None
    shown_worker: Worker | None = None

"""Write a decision up as the verdict that everybody reads."""

from dataclasses import dataclass

from grader.checks import list_checks
from grader.internal_error import read_versions
from grader.judge.decision import Decision
from grader.judge.display import clean
from grader.judge.submission import Submission
from grader.problem import Problem
from grader.sandbox.worker_client import SHOWN_OUTPUT_BYTES, Output
from grader.verdict import Captured, Lesson, TimingMs, Tried, Verdict


@dataclass(slots=True)
class Cost:
    """What judging took. `worker_s` is time spent waiting for workers, `reference_s` in the reference meanwhile."""

    calls_judged: int = 0
    load_s: float = 0.0
    worker_s: float = 0.0
    reference_s: float = 0.0
    peak_memory_bytes: int = 0
    total_s: float = 0.0


def write_verdict(
    submission: Submission,
    problem: Problem,
    replay_seed: int,
    decision: Decision,
    cost: Cost,
    *,
    lesson: Lesson | None = None,
    tried: Tried | None = None,
) -> Verdict:
    """The verdict, with every check of the mode in its list, run or not."""
    checks = list_checks(problem, submission.mode, decision.checks)
    most = sum(check.max_points for check in checks)
    worker = decision.shown_worker
    return Verdict(
        id=submission.id,
        problem_id=problem.id,
        problem_version=problem.version,
        mode=submission.mode,
        outcome=decision.outcome,
        score=round(sum(check.points for check in checks) / most, 4) if most else 0.0,
        message=decision.message,
        checks=checks,
        counterexample=decision.counterexample,
        stdout=_capture(worker.stdout if worker else None),
        stderr=_capture(worker.stderr if worker else None),
        calls_judged=cost.calls_judged,
        timing_ms=_to_timing(submission, cost),
        peak_memory_bytes=cost.peak_memory_bytes,
        versions=read_versions(),
        replay_seed=replay_seed,
        lesson=lesson or Lesson(),
        tried=tried,
    )


def _capture(output: Output | None) -> Captured:
    return Captured(clean(output.text, SHOWN_OUTPUT_BYTES), output.truncated) if output else Captured()


def _to_timing(submission: Submission, cost: Cost) -> TimingMs:
    return TimingMs(
        queued=round(submission.queued_ms, 1),
        started=round(cost.load_s * 1000, 1),
        worker=round(cost.worker_s * 1000, 1),
        reference=round(cost.reference_s * 1000, 1),
        total=round(submission.queued_ms + cost.total_s * 1000, 1),
    )

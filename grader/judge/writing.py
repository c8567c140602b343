"""Write a decision up as the verdict that everybody reads."""

import importlib.metadata
import platform
from dataclasses import dataclass

from grader.judge.decision import FINITE_CHECK, NON_FINITE_CHECK, CheckResult, Decision
from grader.judge.display import clean
from grader.judge.submission import Submission
from grader.problem import Problem
from grader.sandbox.worker_client import SHOWN_OUTPUT_BYTES, Output
from grader.verdict import Captured, Check, CheckStatus, Mode, Outcome, TimingMs, Verdict, Versions


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
    submission: Submission, problem: Problem, replay_seed: int, decision: Decision, cost: Cost
) -> Verdict:
    """The verdict, with every check of the mode in its list, run or not."""
    checks = _list_checks(problem, decision, submission.mode)
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
    )


def write_internal_error(submission: Submission, problem: Problem | None, reference: str) -> Verdict:
    """Ours to answer for: says so, and what to tell the operator; nothing of what happened inside."""
    message = f"Arborist could not judge this: the fault is ours, not yours, and costs no attempt. ({reference})"
    return Verdict(
        id=submission.id,
        problem_id=submission.problem_id,
        problem_version=problem.version if problem else "",
        mode=submission.mode,
        outcome=Outcome.INTERNAL_ERROR,
        score=0.0,
        message=message,
        checks=_list_checks(problem, Decision(Outcome.INTERNAL_ERROR, message), submission.mode) if problem else [],
        counterexample=None,
        stdout=Captured(),
        stderr=Captured(),
        calls_judged=0,
        timing_ms=TimingMs(queued=submission.queued_ms),
        peak_memory_bytes=0,
        versions=read_versions(),
        replay_seed=0,
    )


def _list_checks(problem: Problem, decision: Decision, mode: Mode) -> list[Check]:
    if mode is Mode.RUN:
        numbers = range(1, len(problem.examples) + 1)
        return [_check(f"example_{number}", f"Example {number}", 1.0, "", decision) for number in numbers]
    return [
        _check(FINITE_CHECK, problem.values.title, problem.values.points, problem.values.hint, decision),
        *(_check(step.id, step.title, step.points, step.hint, decision) for step in problem.steps),
        _check(
            NON_FINITE_CHECK, problem.non_finite.title, problem.non_finite.points, problem.non_finite.hint, decision
        ),
    ]


def _check(check_id: str, title: str, most: float, hint: str, decision: Decision) -> Check:
    result = decision.checks.get(check_id, CheckResult(CheckStatus.NOT_RUN))
    passed = result.status is CheckStatus.PASSED
    failed = result.status in (CheckStatus.FAILED, CheckStatus.ERROR)
    return Check(check_id, title, result.status, most if passed else 0.0, most, result.message, hint if failed else "")


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


def read_versions() -> Versions:
    """Of the distributions that this process runs."""
    names = ("arborist", "jax", "flax", "hypothesis")
    arborist, jax, flax, hypothesis = (importlib.metadata.version(name) for name in names)
    return Versions(arborist, platform.python_version(), jax, flax, hypothesis)

"""The verdict for when it is our fault: says so, costs no attempt, and shows nothing of ours."""

import platform
from importlib.metadata import PackageNotFoundError, version

from app.store.submissions import ClaimedSubmission
from grader.problem import Problem
from grader.verdict import Captured, Outcome, TimingMs, Verdict, Versions

MESSAGE = "Something went wrong on our side while judging this submission; it does not count as an attempt."


def internal_error(claimed: ClaimedSubmission, problem: Problem | None) -> Verdict:
    return Verdict(
        id=claimed.id,
        problem_id=claimed.problem_id,
        problem_version=problem.version if problem else "",
        mode=claimed.mode,
        outcome=Outcome.INTERNAL_ERROR,
        score=0.0,
        message=MESSAGE,
        checks=[],
        counterexample=None,
        stdout=Captured(),
        stderr=Captured(),
        calls_judged=0,
        timing_ms=TimingMs(queued=claimed.queued_ms),
        peak_memory_bytes=0,
        versions=Versions(
            arborist=installed_version("arborist"),
            python=platform.python_version(),
            jax=installed_version("jax"),
            flax=installed_version("flax"),
            hypothesis=installed_version("hypothesis"),
        ),
        replay_seed=0,
    )


def installed_version(distribution: str) -> str:
    """From the metadata on disk: the service imports none of them."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "unknown"

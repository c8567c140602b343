"""The verdict where the fault is ours: says so, costs no attempt, and shows nothing of what happened inside."""

import importlib.metadata
import platform
from functools import cache

from grader.checks import list_checks
from grader.problem import Problem
from grader.verdict import Captured, Mode, Outcome, TimingMs, Verdict, Versions


def write_internal_error(
    submission_id: str, problem_id: str, problem: Problem | None, mode: Mode, queued_ms: float
) -> Verdict:
    """`problem` is None where it is not in the catalogue any more."""
    return Verdict(
        id=submission_id,
        problem_id=problem_id,
        problem_version=problem.version if problem else "",
        mode=mode,
        outcome=Outcome.INTERNAL_ERROR,
        score=0.0,
        message="Arborist could not judge this submission: the fault is ours, not yours, and it costs no attempt.",
        checks=list_checks(problem, mode, {}) if problem else [],
        counterexample=None,
        stdout=Captured(),
        stderr=Captured(),
        calls_judged=0,
        timing_ms=TimingMs(queued=queued_ms),
        peak_memory_bytes=0,
        versions=read_versions(),
        replay_seed=0,
    )


@cache
def read_versions() -> Versions:
    """Of what is installed, from the metadata on disk: the service imports little of it."""
    names = ("arborist", "jax", "flax", "hypothesis")
    arborist, jax, flax, hypothesis = (importlib.metadata.version(name) for name in names)
    return Versions(arborist, platform.python_version(), jax, flax, hypothesis)

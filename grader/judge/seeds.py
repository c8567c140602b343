"""Seeds: one for each submission, and out of it one for each use."""

import hashlib

from grader.problem import Problem

SUITES = 16
"""A source gets the calls of one of so many seeds: few enough that all of them are drawn before they are needed."""


def choose_seed(problem: Problem, source: bytes) -> int:
    """Same problem, same source, same calls: from 0 to SUITES - 1."""
    return hashlib.sha256(problem.version.encode() + b"/" + source).digest()[0] % SUITES


def derive_seed(replay_seed: int, purpose: str) -> int:
    """A seed of its own for each use, so that no two draw the same."""
    return int.from_bytes(hashlib.sha256(f"{replay_seed}/{purpose}".encode()).digest()[:8])

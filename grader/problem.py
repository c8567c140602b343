"""A problem as frozen values: what its problem.toml and its texts say. `grader.catalogue` loads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.limits import Limits


class ProblemError(Exception):
    """A problem's folder is malformed. The message names the file, what is wrong and what to write."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """`type` is `float`, `int`, or a NumPy dtype with a shape in letters or numbers, as in `float32[n]`."""

    name: str
    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Result:
    """What the entry point returns."""

    type: str
    description: str


@dataclass(frozen=True, slots=True)
class Tolerance:
    """|actual - expected| <= atol + rtol * |expected|, as numpy.isclose has it."""

    rtol: float
    atol: float


@dataclass(frozen=True, slots=True)
class CallCounts:
    """How many calls judge a submission, by kind."""

    finite: int
    dyed: int
    non_finite: int

    @property
    def total(self) -> int:
        return self.finite + self.dyed + self.non_finite


@dataclass(frozen=True, slots=True)
class ValueCheck:
    """Points for the right values on one kind of calls."""

    points: float
    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """Something that a submission must really do. `skipped` says, as a clause, how one sees that it was not.

    `hidden_by` names a step without which this one cannot be seen: while that one fails, this one is not judged.
    `nearest` are words, the most telling first: the line that holds one is where a student took something else for it.
    """

    id: str
    title: str
    points: float
    skipped: str
    hint: str
    hidden_by: str = ""
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Advice:
    """In what other ways an exercise is tried, for advice. `traced` names the array parameters that jit and vmap trace.

    `probes` are of grader.worker.probes; `repeat` is the judge's own: the same call again, after all others.
    """

    probes: tuple[str, ...] = ()
    traced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A visible call: argument by parameter name, numbers or (nested) lists of them."""

    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EquivalentMutant:
    """A change to the reference that changes no answer, named as `arborist problem check` names it."""

    mutant: str
    why: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One exercise. `version` changes whenever a judged file does."""

    id: str
    folder: Path
    version: str
    title: str
    summary: str
    entry_point: str
    difficulty: str
    track: str
    place: int
    """In its track, from 1 on: what comes later builds on what came before."""
    parameters: tuple[Parameter, ...]
    result: Result
    limits: Limits
    tolerance: Tolerance
    calls: CallCounts
    values: ValueCheck
    non_finite: ValueCheck | None
    """None where no call of the problem holds NaN or infinity."""
    steps: tuple[Step, ...]
    examples: tuple[Example, ...]
    statement: str
    starter: str
    hints: tuple[str, ...]
    solution: str
    advice: Advice = Advice()
    detached: str = ""
    """Says, as a clause, what is wrong where the steps' copies of a value do not take part (see grader.judge.steps)."""
    equivalent_mutants: tuple[EquivalentMutant, ...] = ()

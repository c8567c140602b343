"""The result of a submission: frozen values, in the form that every reader of Arborist gets them.

A verdict is plain JSON: no NaN and no infinity outside strings, so that any parser reads it.
"""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of a submission."""

    ACCEPTED = "accepted"
    WRONG_ANSWER = "wrong_answer"
    STEP_MISSING = "step_missing"
    RUNTIME_ERROR = "runtime_error"
    INVALID_SUBMISSION = "invalid_submission"
    TIME_LIMIT = "time_limit"
    MEMORY_LIMIT = "memory_limit"
    OUTPUT_LIMIT = "output_limit"
    NOT_REPRODUCIBLE = "not_reproducible"
    INTERNAL_ERROR = "internal_error"


class Mode(StrEnum):
    """`RUN` tries the visible examples and costs no attempt; `SUBMIT` decides."""

    RUN = "run"
    SUBMIT = "submit"


class CheckStatus(StrEnum):
    """How one check ended."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"
    NOT_RUN = "not_run"


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the verdict's list: the values, one step, one visible example."""

    id: str
    title: str
    status: CheckStatus
    points: float
    max_points: float
    message: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value as a student reads it.

    `text` is Python source where that is possible, shortened past a few dozen elements. `elements` are those
    of an array in row-major order, with "NaN", "Infinity" and "-Infinity" as strings; None for anything else.
    """

    text: str
    type: str
    dtype: str | None = None
    shape: list[int] | None = None
    elements: list[float | int | bool | str] | None = None
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Counterexample:
    """The smallest call found on which the submission departs from the reference."""

    snippet: str
    arguments: dict[str, ShownValue]
    expected: ShownValue
    actual: ShownValue
    difference: str
    shrunk: bool


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The known mistake whose answers the submission's equal."""

    misconception: str
    hint: str


@dataclass(frozen=True, slots=True)
class TraceLine:
    """A line of the submission that an exception passed."""

    line: int
    function: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the submission, counted from 1, and what the verdict says of it."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that a good answer can stand, and whether this one does. Worth no points."""

    id: str
    title: str
    holds: bool
    message: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What there is to learn from a submission, each part empty where nobody can tell.

    `boundary` says on which calls it fails, `explanation` what the exception means, `traceback` where it came from,
    outermost line first; `marks` are the lines that an editor can point to.
    """

    diagnosis: Diagnosis | None = None
    boundary: str = ""
    explanation: str = ""
    traceback: list[TraceLine] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tried:
    """What a submission was tried on. `ranges` has the least and the largest of each number, `shapes` of each array
    all that were drawn; `non_finite` counts the calls that hold NaN or infinity, `dyed` those through the steps.
    """

    calls: int
    non_finite: int
    dyed: int
    shapes: dict[str, list[list[int]]]
    ranges: dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Captured:
    """What the submission printed, up to the limit on output."""

    text: str = ""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class TimingMs:
    """Where the time went, in milliseconds. `worker` and `reference` overlap: they run side by side."""

    queued: float = 0.0
    started: float = 0.0
    worker: float = 0.0
    reference: float = 0.0
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class Versions:
    """What judged: with these, the replay seed and the source, a verdict can be had again."""

    arborist: str
    python: str
    jax: str
    flax: str
    hypothesis: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a student, a page and an LMS read. `score` is in 0..1; `message` is one sentence."""

    id: str
    problem_id: str
    problem_version: str
    mode: Mode
    outcome: Outcome
    score: float
    message: str
    checks: list[Check]
    counterexample: Counterexample | None
    stdout: Captured
    stderr: Captured
    calls_judged: int
    timing_ms: TimingMs
    peak_memory_bytes: int
    versions: Versions
    replay_seed: int
    lesson: Lesson = field(default_factory=Lesson)
    tried: Tried | None = None
    status: str = "done"

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; enums are strings already."""
        return asdict(self)

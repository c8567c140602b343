"""What the check of a problem finds, one value for each thing that it looked at."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Part(StrEnum):
    """The parts of a check, in their order."""

    FOLDER = "folder"
    STRATEGIES = "strategies"
    WARM_UP = "warm-up"
    SUBMISSIONS = "submissions"
    MUTANTS = "mutants"


class Level(StrEnum):
    """A fault keeps a problem from being green, a warning does not."""

    GOOD = "good"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Remark:
    """`text` is one line, which says what to do where something is wrong; `figures` are plain JSON values."""

    part: Part
    level: Level
    text: str
    details: tuple[str, ...] = ()
    figures: Mapping[str, object] = field(default_factory=dict)

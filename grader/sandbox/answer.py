"""What a worker says, or fails to say, to one question. Everything in here but `Died` is the worker's own word."""

from dataclasses import dataclass
from enum import StrEnum

from grader.values import Value


@dataclass(frozen=True, slots=True)
class Loaded:
    """The source was run as a module and has the entry point."""


@dataclass(frozen=True, slots=True)
class Invalid:
    """The source cannot be judged: syntax, entry point, parameters. `line` and `column` count from 1."""

    message: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class Returned:
    """The call gave a value."""

    value: Value


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A line of the submission that an exception passed."""

    line: int
    function: str


@dataclass(frozen=True, slots=True)
class Raised:
    """The load or the call raised."""

    exception: str
    message: str
    frames: tuple[FrameLine, ...]


@dataclass(frozen=True, slots=True)
class Uncompiled:
    """A worker of a warm zygote came to something that its warm-ups have not compiled, and has ended."""


class Death(StrEnum):
    """Why a worker gave no answer."""

    TIME = "time"
    CPU = "cpu"
    MEMORY = "memory"
    OUTPUT = "output"
    THREADS = "threads"
    REPLY = "reply"
    EXITED = "exited"
    KILLED = "killed"


@dataclass(frozen=True, slots=True)
class Died:
    """No answer, and no worker any more. `detail` completes "the worker ..."; it names the limit or the signal."""

    death: Death
    detail: str


Answer = Loaded | Invalid | Returned | Raised | Uncompiled | Died

"""The calls of one seed, with what the reference answers: drawn once, kept on disk, put to many submissions."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto
from pathlib import Path

from grader.judge.exercise import Exercise
from grader.judge.kept import read_frames, write_frames
from grader.judge.seeds import SUITES, derive_seed
from grader.judge.stamp import read_stamp
from grader.problem import Problem, ProblemError
from grader.protocol import Frame, MalformedFrame
from grader.values import MalformedValue, MappingValue, SequenceValue, Value, pack, unpack
from grader.worker.dye import Dye


class Section(StrEnum):
    """The parts of a suite."""

    EXAMPLES = auto()
    FINITE = auto()
    DYED = auto()
    NON_FINITE = auto()


PLAIN_SECTIONS = (Section.FINITE, Section.NON_FINITE)


@dataclass(frozen=True, slots=True)
class Case:
    """One call and what the reference answers. `kind` names the strategy that it was drawn from."""

    kind: str
    call: MappingValue
    expected: Value


DYED_KIND = "dyed"
"""The only kind of that section."""


@dataclass(frozen=True, slots=True)
class Suite:
    """What is put to a submission. The expected answers of the dyed cases are those under `dye`, all steps in it."""

    seed: int
    dye: Dye
    cases: Mapping[Section, Sequence[Case]]

    @property
    def plain_cases(self) -> Sequence[Case]:
        """All that a submission is judged on without dye, in their order."""
        return [case for section in PLAIN_SECTIONS for case in self.cases[section]]


def draw_dye(problem: Problem, seed: int) -> Dye:
    """The dye with every step of the problem in it."""
    return Dye(derive_seed(seed, "dye"), {step.id: 1 for step in problem.steps})


def count_calls(problem: Problem, section: Section, kinds: Sequence[str]) -> dict[str, int]:
    """How many calls of each kind a section has: equal shares, and the first kinds get what is left over."""
    calls: int = getattr(problem.calls, section)
    return {kind: calls // len(kinds) + (place < calls % len(kinds)) for place, kind in enumerate(kinds)}


class SuiteStore:
    """Suites in memory and in a folder, which is for trusted processes only: a suite is the answer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[tuple[str, int], Suite] = {}

    def get(self, exercise: Exercise, seed: int) -> Suite:
        """The suite of `seed`, from wherever it is, drawn if it is nowhere. Raises ProblemError."""
        if not self.has(exercise.problem, seed):
            for _ in self.draw(exercise, seed):
                pass
        return self._known[exercise.problem.version, seed]

    def has(self, problem: Problem, seed: int) -> bool:
        """Whether nothing has to be drawn for it."""
        key = (problem.version, seed)
        if key not in self._known and (cases := _read(self._path(problem, seed))):
            self._known[key] = Suite(seed, draw_dye(problem, seed), cases)
        return key in self._known

    def draw(self, exercise: Exercise, seed: int) -> Iterator[None]:
        """Draw it in small steps, for whoever has other things to do as well."""
        from grader.judge.drawing import draw_cases

        cases = []
        for drawn in draw_cases(exercise, seed):
            cases.append(drawn)
            yield
        problem, found = exercise.problem, _sort(cases)
        for section in Section:
            if not found[section] and (section is Section.EXAMPLES or getattr(problem.calls, section)):
                raise ProblemError(f"{problem.id}: its strategies draw no call for the section {section}")
        self._known[problem.version, seed] = Suite(seed, draw_dye(problem, seed), found)
        if seed in range(SUITES):  # any other was asked for once, to replay a verdict
            write_frames(self._path(problem, seed), (_encode(section, case) for section, case in cases))

    def _path(self, problem: Problem, seed: int) -> Path:
        key = f"{problem.id}/{problem.version}/{seed}/{read_stamp()}"
        return self.folder / f"{problem.id}-{hashlib.sha256(key.encode()).hexdigest()[:24]}"


def _sort(cases: Iterable[tuple[Section, Case]]) -> Mapping[Section, Sequence[Case]]:
    found: dict[Section, list[Case]] = {section: [] for section in Section}
    for section, case in cases:
        found[section].append(case)
    return found


def _encode(section: Section, case: Case) -> Frame:
    tree, body = pack(SequenceValue("list", (case.call, case.expected)))
    return Frame({"section": section, "kind": case.kind, "case": tree}, body)


def _read(path: Path) -> Mapping[Section, Sequence[Case]] | None:
    """None where it is not there, or damaged: it is drawn again."""
    frames = read_frames(path)
    try:
        return None if frames is None else _sort(map(_decode, frames))
    except (MalformedFrame, MalformedValue, KeyError, TypeError, ValueError):
        return None


def _decode(frame: Frame) -> tuple[Section, Case]:
    match unpack(frame.header["case"], frame.body):
        case SequenceValue(_, (MappingValue() as call, expected)):
            return Section(frame.header["section"]), Case(frame.header["kind"], call, expected)
    raise MalformedValue("not a case")

"""One submission on trial: where it runs, the calls that are put to it, and where its answers depart."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Self

from grader.judge.comparison import Difference, find_difference
from grader.judge.exercise import Exercise
from grader.judge.subject import Subject
from grader.judge.suite import PLAIN_SECTIONS, Case, Section, Suite
from grader.limits import Limits
from grader.sandbox.answer import Answer, Died, Raised, Returned
from grader.sandbox.error import SandboxError
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import ZygoteClient
from grader.values import MappingValue, Value
from grader.worker.dye import Dye


@dataclass(frozen=True, slots=True)
class Departure:
    """A call on which the submission did not do what the reference does."""

    call: MappingValue
    expected: Value
    answer: Answer
    difference: Difference | None = None

    @property
    def kind(self) -> str:
        """What must stay the same while the call is made smaller, and when it is confirmed."""
        match self.answer:
            case Raised(exception):
                return f"raised {exception}"
            case Died(death):
                return f"died of {death}"
        return f"differs in {self.difference.aspect if self.difference else 'kind'}"


@dataclass(frozen=True, slots=True)
class Zygotes:
    """Where workers come from. `warm` is None while there is none."""

    first: ZygoteClient
    warm: ZygoteClient | None = None


@dataclass(frozen=True, slots=True)
class TriedCall:
    """A call that was put to the submission, dyed or not."""

    call: MappingValue
    is_dyed: bool


SENT_AHEAD = 2
"""A worker that has answered finds the next call there already."""


class Trial:
    """Where one submission is tried: its workers, and what trying it has cost. No worker outlives its `with`."""

    def __init__(
        self,
        exercise: Exercise,
        suite: Suite,
        source: str,
        *,
        zygotes: Zygotes,
        limits: Limits,
        on_call: Callable[[int], None],
    ) -> None:
        self.exercise = exercise
        self.suite = suite
        self.source = source
        self.limits = limits
        self._zygotes = zygotes
        self._on_call = on_call
        self._workers: list[Worker] = []
        self.calls: list[TriedCall] = []
        """All that were put to it, in their order."""
        self.failed: list[bool] = []
        """For each plain case of the suite that was put to it, in their order, whether it failed."""
        self.reference_s = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.kill()  # one gives its memory back while the next is seen to
        for worker in self._workers:
            with suppress(SandboxError):  # whatever matters of it was raised by an answer already
                worker.close()

    @property
    def is_warm(self) -> bool:
        """Whether any answer may come from a warm worker."""
        return self._zygotes.warm is not None

    def start(self, dye: Dye | None = None, *, warm: bool = True) -> Subject:
        """The submission, loading already; `receive` tells how that ended."""
        return Subject(lambda warm: self._start_worker(dye, warm), warm=warm)

    def _start_worker(self, dye: Dye | None, warm: bool) -> Worker:
        zygote = self._zygotes.warm if warm and self._zygotes.warm else self._zygotes.first
        worker = Worker(zygote, self.limits, self._workers)
        self._workers.append(worker)
        problem = self.exercise.problem
        worker.send_load(
            self.source,
            self.exercise.harness_source,
            problem.entry_point,
            [parameter.name for parameter in problem.parameters],
            asdict(dye) if dye else None,
        )
        return worker

    def start_ahead(self, cases: Sequence[Case], dye: Dye | None = None, *, warm: bool = True) -> Subject:
        """As `start`, and at work already on all that will be put to it, on another core."""
        subject = self.start(dye, warm=warm)
        for case in cases:
            subject.send_call(case.call)
        return subject

    def put_cases(
        self, subject: Subject, section: Section, cases: Sequence[Case] | None = None
    ) -> Iterator[tuple[Case, Departure | None]]:
        """Each case of the section, or of `cases` in it, with whether the answer departs."""
        for case, departure in self.ask_cases(subject, self.suite.cases[section] if cases is None else cases):
            self.note_call(case.call, is_dyed=section is Section.DYED)
            if section in PLAIN_SECTIONS:
                self.failed.append(departure is not None)
            yield case, departure

    def ask_cases(self, subject: Subject, cases: Sequence[Case]) -> Iterator[tuple[Case, Departure | None]]:
        """As `put_cases`, but not noted. The next call is on its way while an answer is compared."""
        unsent = iter(cases[subject.unanswered :])
        for first in islice(unsent, max(0, SENT_AHEAD - subject.unanswered)):
            subject.send_call(first.call)
        for case in cases:
            answer = subject.receive()
            for following in islice(unsent, 1):
                subject.send_call(following.call)
            yield case, self.compare(case.call, case.expected, answer)

    def try_call(self, subject: Subject, call: MappingValue, dye: Dye | None = None) -> Departure | None:
        """Put a call to the subject and to the reference, side by side."""
        self.note_call(call, is_dyed=dye is not None)
        subject.send_call(call)
        started_s = time.perf_counter()
        expected = self.exercise.answer(call, dye)
        self.reference_s += time.perf_counter() - started_s
        return self.compare(call, expected, subject.receive())

    def note_call(self, call: MappingValue, *, is_dyed: bool) -> None:
        self.calls.append(TriedCall(call, is_dyed))
        self._on_call(len(self.calls))

    def compare(self, call: MappingValue, expected: Value, answer: Answer) -> Departure | None:
        if not isinstance(answer, Returned):
            return Departure(call, expected, answer)
        difference = find_difference(expected, answer.value, self.exercise.problem.tolerance)
        return Departure(call, expected, answer, difference) if difference else None

    @property
    def load_s(self) -> float:
        """From the start of the first worker to its having loaded the submission, or not."""
        return self._workers[0].load_s if self._workers else 0.0

    @property
    def worker_s(self) -> float:
        return sum(worker.busy_s for worker in self._workers)

    @property
    def peak_memory_bytes(self) -> int:
        return max((worker.peak_memory_bytes for worker in self._workers), default=0)

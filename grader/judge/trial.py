"""One submission on trial: the workers that hold it, calls put to them, and where their answers depart."""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Self

from grader.judge.comparison import Difference, find_difference
from grader.judge.exercise import Call, Exercise
from grader.limits import Limits
from grader.sandbox.answer import Answer, Died, Raised, Returned, SandboxError
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import ZygoteClient
from grader.values import Value
from grader.worker.answers import describe
from grader.worker.dye import Dye


@dataclass(frozen=True, slots=True)
class Departure:
    """A call on which the submission did not do what the reference does."""

    call: Call
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


class Trial:
    """Where one submission is tried: its workers, and what trying it has cost. No worker outlives its `with`."""

    def __init__(
        self, exercise: Exercise, source: str, zygote: ZygoteClient, limits: Limits, on_call: Callable[[int], None]
    ) -> None:
        self.exercise = exercise
        self.source = source
        self.limits = limits
        self._zygote = zygote
        self._on_call = on_call
        self._workers: list[Worker] = []
        self.calls_judged = 0
        self.reference_s = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            with suppress(SandboxError):  # whatever matters of it was raised by an answer already
                worker.close()

    def start_worker(self, dye: Dye | None = None) -> Worker:
        """A fresh worker that is loading the submission already; its `receive` tells how that ended."""
        worker = Worker(self._zygote, self.limits)
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

    def find_departure(self, worker: Worker, call: Call, dye: Dye | None = None) -> Departure | None:
        """Put `call` to the worker and to the reference, side by side, and compare."""
        self.calls_judged += 1
        self._on_call(self.calls_judged)
        worker.send_call(describe(call))
        started_s = time.perf_counter()
        expected = self.exercise.answer(call, dye)
        self.reference_s += time.perf_counter() - started_s
        answer = worker.receive()
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

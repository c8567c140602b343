"""The submission under one dye, wherever it runs: in a warm worker as long as that will do, then in a fresh one."""

from collections import deque
from collections.abc import Callable, Sequence

from grader.sandbox.answer import Answer, Death, Died, Loaded, Uncompiled
from grader.sandbox.worker_client import Worker
from grader.values import MappingValue

StartWorker = Callable[[bool], Worker]
"""A worker that loads the submission, a warm one if asked to and there is one."""
Ask = Callable[[Worker], None]
"""Puts one question to a worker."""


class Subject:
    """Questions go to its worker. What a warm worker cannot do, or dies of, is asked again of a fresh one.

    A warm worker's death is never believed: something that was not forked may have been waited for.
    """

    def __init__(self, start_worker: StartWorker, *, warm: bool) -> None:
        self._start_worker = start_worker
        self._unanswered: deque[Ask] = deque()
        self._is_loaded = False
        self.worker = start_worker(warm)
        self.is_death_confirmed = False
        """Whether two workers died of the same, so that nobody has to wait for a third."""

    @property
    def is_warm(self) -> bool:
        return self.worker.is_warm

    @property
    def unanswered(self) -> int:
        """How many questions were sent whose answers were not received yet."""
        return len(self._unanswered)

    def send_call(self, call: MappingValue) -> None:
        """`receive` gives the answers, in the order of the calls."""
        self._send(lambda worker: worker.send_call(call))

    def send_probe(self, name: str, traced: Sequence[str], call: MappingValue) -> None:
        """As `send_call`, for one of grader.worker.probes."""
        self._send(lambda worker: worker.send_probe(name, traced, call))

    def _send(self, ask: Ask) -> None:
        self._unanswered.append(ask)
        ask(self.worker)

    def receive(self) -> Answer:
        """The answer to the load, then to one call after the other."""
        self.is_death_confirmed = False
        answer = self.worker.receive()
        if self.is_warm and _is_doubtful(answer, self.worker):
            doubtful, answer = answer, self._ask_afresh()
            self.is_death_confirmed = isinstance(doubtful, Died) and doubtful == answer
        if self._is_loaded and self._unanswered:
            self._unanswered.popleft()
        self._is_loaded = True
        return answer

    def drop_calls(self) -> None:
        """Wait for calls that were sent ahead, and forget them; a worker that dies of one is replaced."""
        answers = [self.receive() for _ in list(self._unanswered)]
        if any(isinstance(answer, Died) for answer in answers):
            self.worker = self._start_worker(self.is_warm)
            self.worker.receive()

    def _ask_afresh(self) -> Answer:
        self.worker.close()
        self.worker = self._start_worker(False)
        for ask in self._unanswered:
            ask(self.worker)
        loaded = self.worker.receive()
        return self.worker.receive() if self._is_loaded and isinstance(loaded, Loaded) else loaded


def is_certain(died: Died, worker: Worker) -> bool:
    """Running into a limit costs all of it again to confirm. Only time that was not spent computing may be ours."""
    if died.death is Death.TIME:
        return worker.cpu_s > worker.limits.call_wall_s / 2
    return died.death in (Death.CPU, Death.MEMORY, Death.OUTPUT)


def _is_doubtful(answer: Answer, worker: Worker) -> bool:
    """Memory as well: what a warm worker shares with its zygote counts as its own."""
    match answer:
        case Uncompiled():
            return True
        case Died(death):
            return death is Death.MEMORY or not is_certain(answer, worker)
    return False

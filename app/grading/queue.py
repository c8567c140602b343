"""JobQueue: what the service asks of a queue, wherever its jobs are kept."""

from typing import Protocol

from app.store.submissions import NewSubmission


class QueueFullError(Exception):
    def __init__(self, open_count: int, retry_after_s: int) -> None:
        super().__init__(f"{open_count} submissions are open; come back in {retry_after_s} s")
        self.retry_after_s = retry_after_s


class JobQueue(Protocol):
    async def open(self) -> None:
        """From now on submissions can be put."""

    def start_judging(self) -> None:
        """From now on they are judged too."""

    async def put(self, new: NewSubmission) -> None:
        """Stores `new` and puts it in line, both or neither. Raises QueueFullError."""

    async def judge_again(self, problem_id: str) -> int:
        """Puts what was submitted to the problem back in line, with its verdicts; how many. 0 while some still are."""

    async def stop(self) -> None:
        """What is being judged is left as it is: it goes back in line when a queue is opened next."""

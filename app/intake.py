"""Take a submission in, from wherever it comes: checked, stored, in line."""

from app.grading.queue import QueueFullError
from app.service import Service
from app.store.submissions import NewSubmission
from grader.problem import Problem


class SourceTooLargeError(Exception):
    """The message says how much is allowed."""


class CageNotHoldingError(Exception):
    """Nothing is judged on this host."""


async def take_in(service: Service, problem: Problem, new: NewSubmission) -> None:
    """From now on it will get exactly one verdict. Raises SourceTooLargeError, CageNotHoldingError, QueueFullError."""
    check_size(service, problem, new.source)
    _require_cage(service)
    try:
        await service.queue.put(new)
    except QueueFullError:
        service.meters.count_refusal()
        raise


def check_size(service: Service, problem: Problem, source: bytes) -> None:
    """Raises SourceTooLargeError."""
    most_bytes = min(problem.limits.source_bytes, service.settings.most_source_bytes)
    if len(source) > most_bytes:
        raise SourceTooLargeError(f"The source has {len(source)} bytes; {problem.id} takes {most_bytes}.")


async def judge_again(service: Service, problem: Problem) -> int:
    """All that was submitted to it, keeping its verdicts until then; how many. Raises CageNotHoldingError."""
    _require_cage(service)
    return await service.queue.judge_again(problem.id)


def _require_cage(service: Service) -> None:
    if service.cage is not None and not service.may_judge:
        raise CageNotHoldingError("The sandbox does not hold on this host, so nothing is judged: see /readyz.")

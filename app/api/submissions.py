"""POST a submission, GET what became of it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from app.api import errors
from app.api.bodies import SUBMISSION_ID, Pending, SubmissionRequest
from app.api.dependencies import ServiceOf
from app.api.identity import TokenId
from app.grading.announcer import wait_until_done
from app.grading.queue import QueueFullError
from app.service import Service
from app.store import submissions
from app.store.ids import new_id
from app.store.submissions import NewSubmission, StoredSubmission
from grader.problem import Problem
from grader.verdict import Verdict

router = APIRouter(prefix="/api/v1/submissions", tags=["submissions"])

LOCATION = {"Location": {"schema": {"type": "string"}, "description": "Where to GET it."}}
RETRY_AFTER = {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds until its turn, about."}}


@router.post(
    "",
    status_code=201,
    response_model=Verdict,
    responses={
        201: {"description": "The verdict", "headers": LOCATION},
        202: {"description": "No verdict within wait_s", "model": Pending, "headers": LOCATION | RETRY_AFTER},
        **errors.document(
            errors.MalformedBodyError,
            errors.TokenRequiredError,
            errors.TokenInvalidError,
            errors.UnknownProblemError,
            errors.SourceTooLargeError,
            errors.BodyTooLargeError,
            errors.InvalidRequestError,
            errors.QueueFullError,
            errors.CageNotHoldingError,
        ),
    },
)
async def submit(body: SubmissionRequest, token_id: TokenId, service: ServiceOf) -> Response:
    """Judge a source. It is stored before it is judged: once answered, it will get exactly one verdict."""
    problem = service.catalogue.get(body.problem_id)
    if problem is None:
        raise errors.UnknownProblemError(f"There is no problem {body.problem_id!r}: see /api/v1/problems.")
    _check_size(body.source, problem, service)
    _check_cage(service)
    new = NewSubmission(new_id(), token_id, problem.id, body.mode, body.source, body.priority)
    with service.announcer.subscribe(new.id) as announcements:
        await _put(new, service)
        await wait_until_done(announcements, body.wait_s)
    stored = await _find(new.id, token_id, service)
    return _answer(stored, service, done_status=201, pending_status=202)


@router.get(
    "/{submission_id}",
    response_model=Verdict | Pending,
    responses=errors.document(
        errors.TokenRequiredError,
        errors.TokenInvalidError,
        errors.UnknownSubmissionError,
        errors.InvalidRequestError,
    ),
)
async def show(
    submission_id: Annotated[str, Path(pattern=SUBMISSION_ID)], token_id: TokenId, service: ServiceOf
) -> Response:
    """The verdict (`status` is `done`), or its place in line."""
    stored = await _find(submission_id, token_id, service)
    return _answer(stored, service, done_status=200, pending_status=200)


def _check_size(source: bytes, problem: Problem, service: Service) -> None:
    most_bytes = min(problem.limits.source_bytes, service.settings.most_source_bytes)
    if len(source) > most_bytes:
        raise errors.SourceTooLargeError(f"The source has {len(source)} bytes; {problem.id} takes {most_bytes}.")


def _check_cage(service: Service) -> None:
    if service.cage is not None and not service.may_judge:
        raise errors.CageNotHoldingError("The sandbox does not hold on this host, so nothing is judged: see /readyz.")


async def _put(new: NewSubmission, service: Service) -> None:
    try:
        await service.queue.put(new)
    except QueueFullError as full:
        service.meters.count_refusal()
        retry_after = {"Retry-After": str(full.retry_after_s)}
        raise errors.QueueFullError(f"The queue is full: {full}.", retry_after) from full


async def _find(submission_id: str, token_id: str, service: Service) -> StoredSubmission:
    stored = await submissions.find(service.store, submission_id, token_id)
    if stored is None:
        raise errors.UnknownSubmissionError("There is no such submission, or it was made with another token.")
    return stored


def _answer(stored: StoredSubmission, service: Service, *, done_status: int, pending_status: int) -> Response:
    headers = {"Location": f"{router.prefix}/{stored.id}"}
    if stored.verdict is not None:
        return Response(stored.verdict, done_status, headers, "application/json")
    headers["Retry-After"] = str(service.pace.wait_s(stored.place + 1))
    body = Pending.model_validate(stored, from_attributes=True)
    return Response(body.model_dump_json(), pending_status, headers, "application/json")

"""POST a submission, GET what became of it."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from app.api import errors
from app.api.bodies import SUBMISSION_ID, Pending, SubmissionRequest
from app.api.dependencies import ServiceOf
from app.api.identity import OwnerId
from app.grading.announcer import wait_until_done
from app.grading.queue import QueueFullError
from app.intake import CageNotHoldingError, SourceTooLargeError, take_in
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
async def submit(body: SubmissionRequest, owner_id: OwnerId, service: ServiceOf) -> Response:
    """Judge a source. It is stored before it is judged: once answered, it will get exactly one verdict."""
    problem = service.catalogue.get(body.problem_id)
    if problem is None:
        raise errors.UnknownProblemError(f"There is no problem {body.problem_id!r}: see /api/v1/problems.")
    new = NewSubmission(new_id(), owner_id, problem.id, body.mode, body.source, body.priority)
    with service.announcer.subscribe(new.id) as announcements:
        await _take_in(service, problem, new)
        await wait_until_done(announcements, body.wait_s)
    stored = await _find(new.id, owner_id, service)
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
    submission_id: Annotated[str, Path(pattern=SUBMISSION_ID)], owner_id: OwnerId, service: ServiceOf
) -> Response:
    """The verdict (`status` is `done`), or its place in line."""
    stored = await _find(submission_id, owner_id, service)
    return _answer(stored, service, done_status=200, pending_status=200)


async def _take_in(service: Service, problem: Problem, new: NewSubmission) -> None:
    try:
        await take_in(service, problem, new)
    except SourceTooLargeError as error:
        raise errors.SourceTooLargeError(str(error)) from error
    except CageNotHoldingError as error:
        raise errors.CageNotHoldingError(str(error)) from error
    except QueueFullError as full:
        retry_after = {"Retry-After": str(full.retry_after_s)}
        raise errors.QueueFullError(f"The queue is full: {full}.", retry_after) from full


async def _find(submission_id: str, owner_id: str, service: Service) -> StoredSubmission:
    stored = await submissions.find(service.store, submission_id, owner_id)
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

"""A problem's class, for instructors: how people do with it, as a page and as a table for a spreadsheet."""

from collections.abc import Iterator
from http import HTTPStatus
from math import ceil
from typing import Annotated

import structlog
from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse

from app.intake import CageNotHoldingError, judge_again
from app.site.access import OWN_FORM, InstructorPageOf
from app.site.errors import NothingHereError
from app.site.problem import ProblemOf
from app.site.rendering import MemberPage, go_to
from app.site.spreadsheet import write_csv
from app.store import accounts, class_results, history, rejudgement
from app.store.class_results import ClassResults, Person
from grader.problem import Problem

log = structlog.get_logger()
router = APIRouter(prefix="/problems/{problem_id}", include_in_schema=False)
PEOPLE_EACH_PAGE = 50
COLUMNS = (
    "login",
    "name",
    "attempts",
    "not_counted",
    "runs",
    "solved",
    "attempts_to_solve",
    "seconds_to_solve",
    "last_outcome",
    "last_submitted_at",
    "last_submission",
)


@router.get("/class")
async def show(
    page: InstructorPageOf, problem: ProblemOf, number: Annotated[int, Query(alias="page", ge=1)] = 1
) -> Response:
    return await _show(page, problem, number)


@router.post("/class/judge-again", dependencies=OWN_FORM)
async def take_rejudgement(page: InstructorPageOf, problem: ProblemOf) -> Response:
    """A form that is sent twice finds nothing to do the second time."""
    try:
        count = await judge_again(page.service, problem)
    except CageNotHoldingError as error:
        return await _show(page, problem, refused=(HTTPStatus.SERVICE_UNAVAILABLE, str(error)))
    log.info("judging_again_all", problem=problem.id, count=count, account=page.account.id)
    return go_to(f"/problems/{problem.id}/class#again")


@router.get("/class.csv")
async def download(page: InstructorPageOf, problem: ProblemOf) -> Response:
    results = await class_results.find(page.service.store, problem.id)
    address = page.service.settings.public_url.rstrip("/")
    headers = {
        "Content-Disposition": f'attachment; filename="arborist-{problem.id}.csv"',
        "Cache-Control": "no-store",
    }
    return StreamingResponse(write_csv(COLUMNS, _write_rows(results, address)), headers=headers, media_type="text/csv")


@router.get("/class/{account_id}")
async def show_person(page: InstructorPageOf, problem: ProblemOf, account_id: str) -> Response:
    """One person's submissions to the problem."""
    person = await accounts.find_by_id(page.service.store, account_id)
    if person is None:
        raise NothingHereError("There is no such account.")
    entries = await history.list_of(page.service.store, account_id, problem.id)
    return page.render("history.html", {"problem": problem, "person": person, "entries": entries})


async def _show(
    page: MemberPage, problem: Problem, number: int = 1, *, refused: tuple[HTTPStatus, str] = (HTTPStatus.OK, "")
) -> Response:
    async with page.service.store.snapshot() as snapshot:
        results = await class_results.find(snapshot, problem.id)
        latest = await rejudgement.find_latest(snapshot, problem.id)
    pages = max(1, ceil(len(results.people) / PEOPLE_EACH_PAGE))
    number = min(number, pages)
    status, why = refused
    values = {
        "problem": problem,
        "results": results,
        "people": results.people[(number - 1) * PEOPLE_EACH_PAGE : number * PEOPLE_EACH_PAGE],
        "number": number,
        "pages": pages,
        "rejudgement": latest,
        "refused": why,
    }
    return page.render("class.html", values, status)


def _write_rows(results: ClassResults, address: str) -> Iterator[tuple[object, ...]]:
    return (_write_row(person, address) for person in results.people)


def _write_row(person: Person, address: str) -> tuple[object, ...]:
    last = person.last
    return (
        person.login,
        person.name,
        person.attempts,
        person.free,
        person.runs,
        "yes" if person.is_solved else "no",
        person.attempts_to_solve,
        person.seconds_to_solve,
        last and last.outcome,
        last and f"{last.created_at:%Y-%m-%dT%H:%M:%SZ}",
        last and f"{address}/submissions/{last.submission_id}",
    )

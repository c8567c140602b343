"""A problem's page: what it asks beside what the viewer writes, hints one by one, and what came of the last attempt."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from app.api.dependencies import ServiceOf
from app.grading.announcer import wait_until_done
from app.grading.queue import QueueFullError
from app.intake import CageNotHoldingError, SourceTooLargeError, check_size, take_in
from app.site.access import OWN_FORM, MemberPageOf, PageOf
from app.site.errors import ForbiddenError, NothingHereError
from app.site.progress import Progress, find_progress
from app.site.rendering import MemberPage, Page, go_to
from app.site.shown import show_kept
from app.store import desks, history
from app.store.history import Kept
from app.store.ids import new_id
from app.store.submissions import NewSubmission
from grader.problem import Problem
from grader.verdict import Mode

router = APIRouter(prefix="/problems/{problem_id}", include_in_schema=False)
WAIT_S = 5.0
"""For a verdict, before a page is shown that says it is still to come."""


async def find_problem(problem_id: str, service: ServiceOf) -> Problem:
    problem = service.catalogue.get(problem_id)
    if problem is None:
        raise NothingHereError("There is no such problem.")
    return problem


ProblemOf = Annotated[Problem, Depends(find_problem)]


async def read_written(source: Annotated[str, Form()] = "") -> bytes:
    """What is in the editor. A form ends each line with both characters that can."""
    return source.replace("\r\n", "\n").encode("utf-8", "surrogatepass")


WrittenOf = Annotated[bytes, Depends(read_written)]


@router.get("")
async def show(page: PageOf, problem: ProblemOf, submission: str = "", begin: str = "") -> Response:
    """Where the viewer left off, with the latest verdict.

    `submission` is one of the viewer's own, whose source comes back into the editor; `begin=again` the starter.
    """
    if submission:
        kept = await _find_own(page, problem, submission)
        return await _show(page, problem, kept.source, kept=kept)
    source = problem.starter.encode() if begin == "again" else None
    if page.viewer.account is None:
        return await _show(page, problem, source)
    async with page.service.store.snapshot() as snapshot:
        latest = await history.find_latest(snapshot, page.viewer.account.id, problem.id)
        progress = await find_progress(snapshot, page, problem)
    return await _show(page, problem, source, kept=latest, progress=progress)


@router.post("", dependencies=OWN_FORM)
async def send(
    page: MemberPageOf, problem: ProblemOf, written: WrittenOf, mode: Annotated[Mode, Form()] = Mode.RUN
) -> Response:
    """Judge what is in the editor; what cannot be taken in now comes back with it, and nothing is lost."""
    new = NewSubmission(new_id(), page.account.id, problem.id, mode, written)
    try:
        check_size(page.service, problem, written)
        if not page.is_partial:  # a script keeps the draft itself
            await desks.save_draft(page.service.store, page.account.id, problem.id, written)
        with page.service.announcer.subscribe(new.id) as announcements:
            await take_in(page.service, problem, new)
            await wait_until_done(announcements, 0 if page.is_partial else WAIT_S)
    except SourceTooLargeError as error:
        return await _refuse(page, problem, written, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(error))
    except CageNotHoldingError as error:
        return await _refuse(page, problem, written, HTTPStatus.SERVICE_UNAVAILABLE, str(error))
    except QueueFullError as full:
        what = f"Too many submissions are waiting: send it again in {full.retry_after_s} s. It is still in the editor."
        return await _refuse(page, problem, written, HTTPStatus.SERVICE_UNAVAILABLE, what)
    if page.is_partial:
        return await _show_sent(page, problem, new.id)
    return _go(problem, f"?submission={new.id}#verdict")


@router.post("/hints", dependencies=OWN_FORM)
async def open_hint(page: MemberPageOf, problem: ProblemOf, hint: Annotated[int, Form(ge=1)]) -> Response:
    hint = min(hint, len(problem.hints))
    await desks.open_hints(page.service.store, page.account.id, problem.id, hint)
    return _go(problem, f"#hint-{hint}")


@router.post("/give-up", dependencies=OWN_FORM)
async def give_up(page: MemberPageOf, problem: ProblemOf) -> Response:
    progress = await find_progress(page.service.store, page, problem)
    if not (progress.may_give_up or progress.may_read_solution):
        raise ForbiddenError("Submit an attempt first: then you may give up and read the solution.")
    await desks.give_up(page.service.store, page.account.id, problem.id)
    return _go(problem, "/solution")


@router.get("/solution")
async def show_solution(page: MemberPageOf, problem: ProblemOf) -> Response:
    progress = await find_progress(page.service.store, page, problem)
    if not progress.may_read_solution:
        raise ForbiddenError("The solution is for those who solved the problem, or gave up after an attempt.")
    return page.render("solution.html", {"problem": problem})


@router.get("/history")
async def show_history(page: MemberPageOf, problem: ProblemOf) -> Response:
    entries = await history.list_of(page.service.store, page.account.id, problem.id)
    return page.render("history.html", {"problem": problem, "person": None, "entries": entries})


async def _show_sent(page: MemberPage, problem: Problem, submission_id: str) -> Response:
    """Only what stands where the verdict will be; to load the page anew shows the same."""
    shown = await show_kept(page.service, await _find_own(page, problem, submission_id))
    response = page.render("sent.html", {"shown": shown})
    response.headers["HX-Replace-Url"] = f"/problems/{problem.id}"
    return response


async def _refuse(page: Page, problem: Problem, written: bytes, status: HTTPStatus, why: str) -> Response:
    if page.is_partial:
        return page.render("refused.html", {"message": why}, status)
    return await _show(page, problem, written, refused=why, status=status)


async def _show(
    page: Page,
    problem: Problem,
    source: bytes | None,
    *,
    kept: Kept | None = None,
    progress: Progress | None = None,
    refused: str = "",
    status: HTTPStatus = HTTPStatus.OK,
) -> Response:
    """`source` is what the editor begins with, where that is not the draft."""
    progress = progress or await find_progress(page.service.store, page, problem)
    starter = problem.starter.encode()
    draft = progress.desk.draft.source if progress.desk.draft.source is not None else starter
    values = {
        "problem": problem,
        "source": draft if source is None else source,
        "draft": draft,
        "writes": source is not None,
        "refused": refused,
        "progress": progress,
        "shown": await show_kept(page.service, kept) if kept else None,
    }
    return page.render("problem.html", values, status)


async def _find_own(page: Page, problem: Problem, submission_id: str) -> Kept:
    """The viewer's own submission to the problem, and nobody else's."""
    kept = await history.find(page.service.store, submission_id)
    account = page.viewer.account
    if kept is None or account is None or (kept.owner_id, kept.entry.problem_id) != (account.id, problem.id):
        raise NothingHereError("You have no such submission to this problem.")
    return kept


def _go(problem: Problem, rest: str) -> Response:
    return go_to(f"/problems/{problem.id}{rest}")

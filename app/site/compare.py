"""Two submissions of one person to one problem, side by side: both outcomes, and what changed in the source."""

import asyncio

from fastapi import APIRouter
from fastapi.responses import Response

from app.roles import Role
from app.site.access import MemberPageOf
from app.site.edits import find_edits
from app.site.errors import NothingHereError
from app.site.problem import ProblemOf
from app.site.rendering import MemberPage
from app.site.words import decode_source
from app.store import history
from app.store.history import Kept
from grader.problem import Problem

router = APIRouter(prefix="/problems/{problem_id}", include_in_schema=False)


@router.get("/compare")
async def show(page: MemberPageOf, problem: ProblemOf, old: str = "", new: str = "") -> Response:
    """Whoever may not see one of them learns nothing of the other either."""
    before, after = [await history.find(page.service.store, each) for each in (old, new)]
    if before is None or after is None or not _may_compare(page, problem, before, after):
        raise NothingHereError("Choose two submissions of one person to this problem, of those that you may see.")
    sources = [decode_source(kept.source) for kept in (before, after)]
    values = {
        "problem": problem,
        "before": before,
        "after": after,
        "is_own": before.owner_id == page.account.id,
        "is_same": before.source == after.source,
        "hunks": await asyncio.to_thread(find_edits, *sources),
    }
    return page.render("compare.html", values)


def _may_compare(page: MemberPage, problem: Problem, before: Kept, after: Kept) -> bool:
    are_one_persons = before.owner_id == after.owner_id
    are_to_the_problem = before.entry.problem_id == after.entry.problem_id == problem.id
    may_see = before.owner_id == page.account.id or page.viewer.may_act_as(Role.INSTRUCTOR)
    return are_one_persons and are_to_the_problem and may_see

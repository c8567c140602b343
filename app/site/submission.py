"""A submission's own page, for whoever made it and for instructors: its address is the link to share with a teacher."""

from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from app.roles import Role
from app.site.access import MemberPageOf
from app.site.errors import NothingHereError
from app.site.rendering import MemberPage
from app.site.shown import show_kept
from app.store import history
from app.store.history import Kept

router = APIRouter(prefix="/submissions/{submission_id}", include_in_schema=False)


async def find_kept(page: MemberPageOf, submission_id: str) -> Kept:
    """To anybody else it is as if there were none."""
    kept = await history.find(page.service.store, submission_id)
    if kept is None or not (is_own(page, kept) or page.viewer.may_act_as(Role.INSTRUCTOR)):
        raise NothingHereError("There is no such submission, or it is somebody else's.")
    return kept


KeptOf = Annotated[Kept, Depends(find_kept)]


def is_own(page: MemberPage, kept: Kept) -> bool:
    return kept.owner_id == page.account.id


@router.get("")
async def show(page: MemberPageOf, kept: KeptOf) -> Response:
    values = {
        "kept": kept,
        "is_own": is_own(page, kept),
        "shown": await show_kept(page.service, kept),
        "problem": page.service.catalogue.get(kept.entry.problem_id),
        "address": str(page.request.url.replace(query="")),
    }
    return page.render("submission.html", values)

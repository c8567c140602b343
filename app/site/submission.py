"""A submission's own page, for whoever made it and for instructors: its address is the link to share with a teacher."""

from fastapi import APIRouter
from fastapi.responses import Response

from app.roles import Role
from app.site.access import MemberPageOf
from app.site.errors import NothingHereError
from app.site.shown import show_kept
from app.store import history

router = APIRouter(prefix="/submissions/{submission_id}", include_in_schema=False)


@router.get("")
async def show(page: MemberPageOf, submission_id: str) -> Response:
    """To anybody else it is as if there were none."""
    kept = await history.find(page.service.store, submission_id)
    is_own = kept is not None and kept.owner_id == page.account.id
    if kept is None or not (is_own or page.viewer.may_act_as(Role.INSTRUCTOR)):
        raise NothingHereError("There is no such submission, or it is somebody else's.")
    values = {
        "kept": kept,
        "is_own": is_own,
        "shown": await show_kept(page.service, kept),
        "problem": page.service.catalogue.get(kept.entry.problem_id),
        "source": kept.source.decode("utf-8", "replace"),
    }
    return page.render("submission.html", values)

"""What somebody is writing and has not sent yet, kept on the server for every browser of theirs."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import JSONResponse, Response

from app.intake import SourceTooLargeError, check_size
from app.site.access import OWN_FORM, MemberPageOf
from app.site.problem import ProblemOf, WrittenOf
from app.site.words import decode_source
from app.store import desks
from app.store.desks import Draft, DraftChangedError

router = APIRouter(prefix="/problems/{problem_id}/draft", include_in_schema=False)


@router.post("", dependencies=OWN_FORM)
async def save(
    page: MemberPageOf, problem: ProblemOf, written: WrittenOf, revision: Annotated[int, Form(ge=0)]
) -> Response:
    """Answers with the new revision; with 409 and what is there now if that is not what `revision` was."""
    try:
        check_size(page.service, problem, written)
        draft = await desks.save_draft(page.service.store, page.account.id, problem.id, written, revision)
    except SourceTooLargeError as error:
        return JSONResponse({"detail": str(error)}, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    except DraftChangedError as changed:
        return JSONResponse(_describe(changed.draft), HTTPStatus.CONFLICT)
    return JSONResponse({"revision": draft.revision})


def _describe(draft: Draft) -> dict[str, str | int]:
    return {"source": decode_source(draft.source or b""), "revision": draft.revision}

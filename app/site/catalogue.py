"""The first page: every problem, by track, and which of them the viewer has solved."""

from collections.abc import Iterable
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import Response

from app.site.access import PageOf
from app.store import history
from grader.problem import Problem

router = APIRouter(include_in_schema=False)


@router.get("/")
async def show(page: PageOf) -> Response:
    account, service = page.viewer.account, page.service
    solved = await history.find_solved(service.store, account.id) if account else set()
    return page.render("catalogue.html", {"tracks": group_by_track(service.catalogue.values()), "solved": solved})


def group_by_track(problems: Iterable[Problem]) -> list[tuple[str, list[Problem]]]:
    """Each track's name with its problems, in the order in which they build on each other."""
    ordered = sorted(problems, key=lambda problem: (problem.track, problem.place))
    return [(name_track(track), list(group)) for track, group in groupby(ordered, key=lambda problem: problem.track)]


def name_track(track: str) -> str:
    """`nnx-model-surgery` as people read it."""
    first, *rest = track.split("-")
    return " ".join([first.upper() if first == "nnx" else first.capitalize(), *rest])

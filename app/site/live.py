"""What becomes of a submission, as it happens: the events that a page listens to.

Each event is a piece of the page, and the first says how it stands: whoever lost the connection connects again.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import replace

from fastapi import APIRouter
from fastapi.sse import EventSourceResponse, ServerSentEvent

from app.grading.announcer import Announcement, Closing
from app.grading.judge_protocol import Progress
from app.service import Service
from app.site.access import MemberPageOf
from app.site.rendering import write
from app.site.shown import Shown, show_kept
from app.site.submission import KeptOf
from app.store import history
from app.store.history import Kept

router = APIRouter(include_in_schema=False)
LOOK_EVERY_S = 2.0
"""A place in line changes without an announcement."""
STREAM_MOST_S = 300.0
"""A page that still wants to know connects again."""
DONE = "done"


@router.get("/submissions/{submission_id}/events", response_class=EventSourceResponse)
async def follow(page: MemberPageOf, kept: KeptOf) -> AsyncIterator[ServerSentEvent]:
    async for shown in _watch(page.service, kept):
        yield ServerSentEvent(raw_data=write("standing.html", {"shown": shown}))
        if shown.verdict:
            yield ServerSentEvent(raw_data=shown.verdict.outcome, event=DONE)


async def _watch(service: Service, kept: Kept) -> AsyncIterator[Shown]:
    """How it stands, and again whenever that has changed, until its verdict is there."""
    deadline_s = time.monotonic() + STREAM_MOST_S
    with service.announcer.subscribe(kept.entry.id) as announcements:
        shown = await _look(service, kept.entry.id)
        while shown:
            yield shown
            shown = None if shown.verdict else await _wait_for_news(service, shown, announcements, deadline_s)


async def _wait_for_news(
    service: Service, shown: Shown, announcements: asyncio.Queue[Announcement], deadline_s: float
) -> Shown | None:
    """How it stands once that is something else; None if this stream has nothing more to tell."""
    while time.monotonic() < deadline_s:
        match await _listen(announcements):
            case Closing():
                return None
            case Progress() as progress:
                now: Shown | None = replace(shown, place=0, progress=progress)
            case _:
                now = await _look(service, shown.entry.id, shown.progress)
        if now != shown:
            return now
    return None


async def _look(service: Service, submission_id: str, progress: Progress | None = None) -> Shown | None:
    """None if it is gone meanwhile, with its account."""
    kept = await history.find(service.store, submission_id)
    return replace(await show_kept(service, kept), progress=progress) if kept else None


async def _listen(announcements: asyncio.Queue[Announcement]) -> Announcement | None:
    """The latest announcement, the next if there is none yet, None if there is none for a while."""
    try:
        async with asyncio.timeout(LOOK_EVERY_S):
            latest = await announcements.get()
    except TimeoutError:
        return None
    while not announcements.empty():
        latest = announcements.get_nowait()
    return latest

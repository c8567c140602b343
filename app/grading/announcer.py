"""Tells whoever waits what becomes of a submission. An event stream to a page begins at `subscribe`."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.grading.judge_protocol import Progress


@dataclass(frozen=True, slots=True)
class Started:
    """A judge has it."""


@dataclass(frozen=True, slots=True)
class Done:
    """Its verdict is in the store."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The service ends: wait no longer."""


Announcement = Started | Progress | Done | Closing


class Announcer:
    def __init__(self) -> None:
        self._subscribers: dict[str, set[asyncio.Queue[Announcement]]] = defaultdict(set)
        self._is_closing = False

    @contextmanager
    def subscribe(self, submission_id: str) -> Iterator[asyncio.Queue[Announcement]]:
        """What is announced of that submission from now on; subscribe before you look at the store."""
        announcements: asyncio.Queue[Announcement] = asyncio.Queue()
        if self._is_closing:
            announcements.put_nowait(Closing())
        self._subscribers[submission_id].add(announcements)
        try:
            yield announcements
        finally:
            self._subscribers[submission_id].discard(announcements)
            if not self._subscribers[submission_id]:
                del self._subscribers[submission_id]

    def announce(self, submission_id: str, announcement: Announcement) -> None:
        for announcements in self._subscribers.get(submission_id, ()):
            announcements.put_nowait(announcement)

    def close(self) -> None:
        self._is_closing = True
        for submission_id in self._subscribers:
            self.announce(submission_id, Closing())


async def wait_until_done(announcements: asyncio.Queue[Announcement], wait_s: float) -> None:
    """Returns when it is done, the service ends, or `wait_s` have passed."""
    try:
        async with asyncio.timeout(wait_s):
            while not isinstance(await announcements.get(), Done | Closing):
                pass
    except TimeoutError:
        return

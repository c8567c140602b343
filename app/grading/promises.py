"""Promises: each client that a full queue turns away is told when to come back, and finds a place kept for it.

If all were told the same, all would come at the same moment, one would find room, and those who never waited would
take the other places. So each gets the moment when a place will be free that nobody else was promised, and a newcomer
is let in only where that breaks no promise.
"""

import math
import time
from bisect import insort
from collections.abc import Callable
from dataclasses import dataclass

from app.grading.pace import Pace

# Verdicts come faster and slower than on average. If they came at random, the number that comes while `count` are
# expected would stray by the root of it, rarely by twice as much.
STRAYS = 2
# A place stays empty for so long if the one it is kept for does not come.
PATIENCE_S = 5.0
# Clients round the seconds that they were told, and their clocks differ.
EARLY_S = 0.5
# One owner with many programs cannot have all places kept for them.
EACH_OWNER_MOST = 10


@dataclass(frozen=True, slots=True)
class Promise:
    due_s: float
    owner: str


class Promises:
    def __init__(self, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self._pace = pace
        self._clock = clock
        self._kept: list[Promise] = []  # by due_s

    def count_kept(self, owner: str) -> int:
        """How many free places `owner` must leave to others."""
        self._forget_missed()
        if self._find_due(owner):
            return 0
        others = [promise for promise in self._kept if promise.owner != owner]
        needed = (max(0, place - self._expect_places(each)) for place, each in enumerate(others, start=1))
        return max(needed, default=0)

    def make(self, owner: str, free: int) -> int:
        """Whole seconds after which `owner`, who found no room in `free` places, shall come back."""
        self._forget_missed()
        before = self._kept
        if due := self._find_due(owner):  # it was told too little, and need not wait behind those who came later
            self._kept.remove(due)
            before = [promise for promise in self._kept if promise.due_s <= due.due_s]
        missing = max(1, len(before) + 1 - free)
        told_s = max(1, math.ceil((missing + STRAYS * math.sqrt(missing)) * self._pace.verdict_s))
        if sum(promise.owner == owner for promise in self._kept) < EACH_OWNER_MOST:
            insort(self._kept, Promise(self._clock() + told_s, owner), key=lambda promise: promise.due_s)
        return told_s

    def fulfil(self, owner: str) -> None:
        """`owner` is in."""
        first = next((promise for promise in self._kept if promise.owner == owner), None)
        if first is not None:
            self._kept.remove(first)

    def _find_due(self, owner: str) -> Promise | None:
        now_s = self._clock() + EARLY_S
        return next((each for each in self._kept if each.owner == owner and each.due_s <= now_s), None)

    def _expect_places(self, promise: Promise) -> int:
        """How many will be free until then, even if verdicts come slowly."""
        expected = max(0.0, promise.due_s - self._clock()) / self._pace.verdict_s
        return max(0, math.floor(expected - STRAYS * math.sqrt(expected)))

    def _forget_missed(self) -> None:
        oldest_s = self._clock() - PATIENCE_S
        self._kept = [promise for promise in self._kept if promise.due_s >= oldest_s]

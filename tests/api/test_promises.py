"""Who is turned away by a full queue comes back when they were told, and finds room."""

import asyncio
import heapq
import random
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.grading.announcer import Announcer
from app.grading.embedded import EmbeddedQueue
from app.grading.meters import Meters
from app.grading.pace import Pace
from app.grading.pool import JudgePool
from app.grading.promises import EACH_OWNER_MOST, PATIENCE_S, Promises
from app.grading.queue import QueueFullError
from app.settings import SQLITE
from app.store import submissions, tokens
from app.store.database import Store, open_store
from app.store.ids import new_id
from app.store.submissions import NewSubmission
from grader.verdict import Mode
from tests.api.embedded_service import PROBLEM
from tests.api.scripts import script_programs


@dataclass(slots=True)
class Clock:
    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s


def promise_with(clock: Clock, judging_s: float = 1.0) -> Promises:
    pace = Pace(judges=1)
    pace.remember(judging_s)
    return Promises(pace, clock)


def test_those_turned_away_at_once_are_told_different_moments() -> None:
    promises = promise_with(Clock())
    told_s = [promises.make(owner, free=0) for owner in "abcdefgh"]
    assert told_s == sorted(told_s)
    assert len(set(told_s)) == len(told_s)


def test_a_place_is_kept_from_newcomers_until_it_is_taken_or_given_up() -> None:
    clock = Clock()
    promises = promise_with(clock)
    told_s = promises.make("early", free=0)
    clock.now_s += told_s
    assert (promises.count_kept("newcomer"), promises.count_kept("early")) == (1, 0)
    clock.now_s += PATIENCE_S + 1
    assert promises.count_kept("newcomer") == 0
    clock.now_s += promises.make("early", free=0)
    promises.fulfil("early")
    assert promises.count_kept("newcomer") == 0


def test_a_newcomer_is_let_in_where_that_breaks_no_promise() -> None:
    promises = promise_with(Clock())
    for owner in range(40):
        promises.make(str(owner), free=0)
    assert 1 <= promises.count_kept("newcomer") <= 4


def test_who_was_told_too_little_does_not_wait_behind_those_who_came_later() -> None:
    clock = Clock()
    promises = promise_with(clock)
    clock.now_s += promises.make("early", free=0)
    later_s = [promises.make(owner, free=0) for owner in "abc"]
    assert promises.make("early", free=0) < min(later_s)


def test_one_owner_cannot_have_every_place_kept() -> None:
    clock = Clock()
    promises = promise_with(clock)
    last_s = [promises.make("greedy", free=0) for _ in range(5 * EACH_OWNER_MOST)][-1]
    clock.now_s += last_s
    assert promises.count_kept("newcomer") <= EACH_OWNER_MOST


@dataclass(slots=True)
class Crowd:
    """Clients as tests/benchmarks/load.py has them, at judges that take as long as they like, on a clock of its own."""

    clients: int
    places: int
    judges: int
    chance: random.Random
    clock: Clock = field(default_factory=Clock)
    events: list[tuple[float, int, int | None]] = field(default_factory=list)
    """When, in which order, and which client comes; None for a verdict."""
    submissions_left: dict[int, int] = field(default_factory=dict)
    told: set[int] = field(default_factory=set)
    open_count: int = 0
    had_room: list[bool] = field(default_factory=list)

    def run(self, each: int) -> float:
        """The share of those who came back and found room."""
        pace = Pace(self.judges)
        pace.remember(1.0)
        promises = Promises(pace, self.clock)
        self.submissions_left = dict.fromkeys(range(self.clients), each)
        for client in range(self.clients):
            self._plan(self.chance.random() / 10, client)
        while self.events:
            self.clock.now_s, _, who = heapq.heappop(self.events)
            if who is None:
                self._end_one(pace)
            else:
                self._come(who, promises)
        return sum(self.had_room) / len(self.had_room)

    def _plan(self, after_s: float, client: int | None) -> None:
        heapq.heappush(self.events, (self.clock.now_s + after_s, self.chance.getrandbits(64), client))

    def _come(self, client: int, promises: Promises) -> None:
        has_room = self.open_count < self.places - promises.count_kept(str(client))
        if client in self.told:
            self.told.remove(client)
            self.had_room.append(has_room)
        if not has_room:
            self.told.add(client)
            self._plan(promises.make(str(client), self.places - self.open_count), client)
            return
        promises.fulfil(str(client))
        self.open_count += 1
        if self.open_count <= self.judges:
            self._plan(self._draw_judging_s(), None)
        self.submissions_left[client] -= 1
        if self.submissions_left[client]:
            self._plan(0.01, client)

    def _end_one(self, pace: Pace) -> None:
        self.open_count -= 1
        pace.remember(self._draw_judging_s())
        if self.open_count >= self.judges:
            self._plan(self._draw_judging_s(), None)

    def _draw_judging_s(self) -> float:
        return self.chance.choice([0.9, 0.9, 0.9, 1.6]) * self.chance.uniform(0.7, 1.5)


@pytest.mark.parametrize(("clients", "places"), [(32, 200), (32, 20), (8, 16)])
def test_nearly_everybody_who_comes_back_finds_room(clients: int, places: int) -> None:
    assert Crowd(clients, places, judges=2, chance=random.Random(1)).run(each=30) > 0.97


def test_the_queue_keeps_the_place_that_it_promised(tmp_path: Path) -> None:
    clock = Clock()
    asyncio.run(turn_one_away_and_let_it_in(tmp_path, clock))


async def turn_one_away_and_let_it_in(folder: Path, clock: Clock) -> None:
    pace = Pace(judges=1)
    pool = JudgePool(script_programs(folder / "journal").judge, size=1, start_wall_s=30, grace_s=1)
    async with open_store(f"{SQLITE}{folder / 'arborist.db'}") as store:
        queue = EmbeddedQueue(
            store,
            pool,
            Announcer(),
            {},
            pace=pace,
            promises=Promises(pace, clock),
            meters=Meters(),
            open_most=4,
            judge_wall_s=30,
        )
        busy, early, newcomer = [await make_owner(store) for _ in range(3)]
        for _ in range(4):
            await queue.put(write_submission(busy))
        with pytest.raises(QueueFullError) as turned_away:
            await queue.put(write_submission(early))
        clock.now_s += turned_away.value.retry_after_s
        claimed = await submissions.claim(store)
        assert claimed
        assert await submissions.record(store, claimed, "{}", "accepted")
        with pytest.raises(QueueFullError):
            await queue.put(write_submission(newcomer))
        await queue.put(write_submission(early))


async def make_owner(store: Store) -> str:
    owner = await tokens.find_owner(store, await tokens.create(store, new_id()))
    assert owner
    return owner


def write_submission(owner: str) -> NewSubmission:
    return NewSubmission(new_id(), owner, PROBLEM, Mode.SUBMIT, b"accepted")

"""The order in which submissions are claimed, on a real store: interactive first, fair, and nobody waits for ever."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.settings import SQLITE
from app.store import submissions, tokens
from app.store.database import Store, open_store
from app.store.ids import new_id
from app.store.line import BULK_EACH, Lengths, find_place
from app.store.models import Priority
from app.store.submissions import NewSubmission
from grader.verdict import Mode
from tests.api.embedded_service import PROBLEM, Api, open_api
from tests.api.waiting import wait_until

OPEN_MOST = 1000
BULK, INTERACTIVE = Priority.BULK, Priority.INTERACTIVE


@dataclass(slots=True)
class Line:
    """A store and what was put in it, with promises that every claim must keep."""

    store: Store
    runner: asyncio.Runner
    owners: list[str] = field(default_factory=list)
    waiting: list[NewSubmission] = field(default_factory=list)
    passed: Counter[tuple[Priority, str, str]] = field(default_factory=Counter)
    """How often the first owner was claimed while one of the second waited in the same line."""
    claims: int = 0

    def add_owner(self) -> str:
        secret = self.runner.run(tokens.create(self.store, new_id()))
        self.owners.append(self.runner.run(tokens.find_owner(self.store, secret)) or "")
        return self.owners[-1]

    def put(self, owner: str, priority: Priority = INTERACTIVE) -> NewSubmission:
        new = NewSubmission(new_id(), owner, PROBLEM, Mode.SUBMIT, b"accepted", priority)
        self.runner.run(submissions.add(self.store, new, OPEN_MOST))
        self.waiting.append(new)
        return new

    def tell_place(self, new: NewSubmission) -> int:
        stored = self.runner.run(submissions.find(self.store, new.id, new.owner_id))
        assert stored
        return stored.place

    def claim(self) -> NewSubmission | None:
        claimed = self.runner.run(submissions.claim(self.store))
        if claimed is None:
            assert self.waiting == []
            return None
        self.claims += 1
        (new,) = (each for each in self.waiting if each.id == claimed.id)
        self._check(new)
        self.waiting.remove(new)
        self.runner.run(submissions.record(self.store, claimed, "{}", "accepted"))
        return new

    def _check(self, new: NewSubmission) -> None:
        if {each.priority for each in self.waiting} == set(Priority):
            assert new.priority is (BULK if self.claims % BULK_EACH == 0 else INTERACTIVE)
        same = [each for each in self.waiting if each.priority is new.priority]
        assert new is next(each for each in same if each.owner_id == new.owner_id)
        for other in {each.owner_id for each in same} - {new.owner_id}:
            self.passed[new.priority, new.owner_id, other] += 1
            # at most the rest of a round, and one in the next
            assert self.passed[new.priority, new.owner_id, other] <= 2
        for priority, first, second in list(self.passed):
            if (priority, second) == (new.priority, new.owner_id):
                del self.passed[priority, first, second]


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    with asyncio.Runner() as runner:
        opened = open_store(f"{SQLITE}{tmp_path_factory.mktemp('line') / 'arborist.db'}")
        line = Line(runner.run(opened.__aenter__()), runner)
        for _ in range(3):
            line.add_owner()
        yield line
        runner.run(opened.__aexit__(None, None, None))


STEP = st.tuples(st.integers(0, 2), st.sampled_from(Priority), st.sampled_from([False, False, True]))
"""Who puts one in, in which line, and whether one is claimed after it."""


@given(steps=st.lists(STEP, min_size=20, max_size=20))
@settings(max_examples=8, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
def test_each_claim_is_fair_and_each_place_is_true(line: Line, steps: list[tuple[int, Priority, bool]]) -> None:
    """Not shrunk: the store goes on from one example to the next."""
    line.passed.clear()
    for owner, priority, is_claimed in steps:
        line.put(line.owners[owner], priority)
        if is_claimed:
            line.claim()
    places = {line.tell_place(each): each for each in line.waiting}
    assert [line.claim() for _ in range(len(line.waiting))] == [places[place] for place in sorted(places)]
    assert sorted(places) == list(range(1, len(places) + 1))
    assert line.claim() is None


def test_a_backlog_goes_on_however_many_newcomers_come(line: Line) -> None:
    backlog = [line.put(line.owners[0]) for _ in range(3)]
    newcomers = iter([line.add_owner() for _ in range(12)])
    for _ in range(2):
        line.put(next(newcomers))
    for _ in range(10):  # two of them always wait
        line.put(next(newcomers))
        line.claim()
    assert [each for each in backlog if each in line.waiting] == []
    while line.claim():
        pass


def test_bulk_has_its_share_while_interactive_ones_never_end(line: Line) -> None:
    backlog = [line.put(line.owners[0], BULK) for _ in range(2)]
    for _ in range(2 * BULK_EACH):
        line.put(line.owners[1])
        line.claim()
    assert not set(backlog) & set(line.waiting)
    while line.claim():
        pass


@given(st.integers(0, 20), st.integers(0, 5), st.integers(0, 20))
def test_places_are_those_of_a_line_that_is_played_through(interactive: int, bulk: int, claims: int) -> None:
    lengths = Lengths(interactive, bulk, claims)
    places = [find_place(INTERACTIVE, rank, lengths) for rank in range(1, interactive + 1)]
    places += [find_place(BULK, rank, lengths) for rank in range(1, bulk + 1)]
    assert sorted(places) == list(range(1, interactive + bulk + 1))


def test_over_http_an_interactive_one_goes_before_bulk_that_came_first(own_api: Api, tmp_path: Path) -> None:
    held = own_api.submit(f"gate {tmp_path / 'open'}", wait_s=0).json()["id"]
    wait_until(lambda: own_api.show(held)["status"] == "running", "its turn")
    bulk = own_api.submit("accepted", wait_s=0, priority="bulk").json()
    interactive = own_api.submit("accepted", wait_s=0).json()
    assert (bulk["priority"], interactive["priority"]) == ("bulk", "interactive")
    assert own_api.show(bulk["id"])["place"] == 2
    (tmp_path / "open").touch()
    order = wait_until(lambda: own_api.judged() if len(own_api.judged()) == 3 else [], "all judged")
    assert order == [held, interactive["id"], bulk["id"]]


def test_bulk_leaves_places_to_those_who_wait(tmp_path: Path) -> None:
    with open_api(tmp_path, queue_most=4) as api:
        gate = f"gate {tmp_path / 'open'}"
        assert [api.submit(gate, wait_s=0, priority="bulk").status_code for _ in range(4)] == [202, 202, 202, 503]
        assert api.submit(gate, wait_s=0).status_code == 202
        (tmp_path / "open").touch()

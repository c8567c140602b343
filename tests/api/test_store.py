"""The store: one verdict each, and migrations that make what the models say."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from app.settings import SQLITE
from app.store import history, submissions, tokens
from app.store.database import Store, migrate, open_store
from app.store.ids import new_id
from app.store.models import Row, Status
from app.store.submissions import NewSubmission, NoRoomError
from grader.verdict import Mode
from tests.api.embedded_service import PROBLEM, open_api


def in_store(folder: Path, use: Callable[[Store, str], Awaitable[None]]) -> None:
    """Runs `use` with a store and the id of a token."""

    async def run() -> None:
        async with open_store(f"{SQLITE}{folder / 'store' / 'arborist.db'}") as store:
            owner = await tokens.find_owner(store, await tokens.create(store, new_id()))
            assert owner
            await use(store, owner)

    asyncio.run(run())


def new(owner: str, source: bytes = b"accepted") -> NewSubmission:
    return NewSubmission(new_id(), owner, PROBLEM, Mode.SUBMIT, source)


def test_the_migrations_make_what_the_models_say(tmp_path: Path) -> None:
    def compare(connection: Connection) -> list[object]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return list(compare_metadata(context, Row.metadata))

    async def check(store: Store, _owner: str) -> None:
        async with store.read() as session:
            assert await (await session.connection()).run_sync(compare) == []

    in_store(tmp_path, check)


def test_a_verdict_is_recorded_once_and_only_by_the_latest_claim(tmp_path: Path) -> None:
    async def check(store: Store, owner: str) -> None:
        added = new(owner)
        await submissions.add(store, added, 10)
        first = await submissions.claim(store)
        assert first
        assert await submissions.claim(store) is None
        assert await submissions.requeue_running(store) == 1
        second = await submissions.claim(store)
        assert second
        assert (first.attempts, second.attempts) == (1, 2)
        assert not await submissions.record(store, first, "too late", "accepted")
        assert await submissions.record(store, second, "in time", "accepted")
        assert not await submissions.record(store, second, "again", "accepted")
        found = await submissions.find(store, added.id, owner)
        assert found
        assert (found.status, found.verdict) == (Status.DONE, "in time")

    in_store(tmp_path, check)


def test_claimants_at_once_never_get_the_same_one(tmp_path: Path) -> None:
    async def check(store: Store, owner: str) -> None:
        await asyncio.gather(*(submissions.add(store, new(owner), 50) for _ in range(30)))
        claimed = await asyncio.gather(*(submissions.claim(store) for _ in range(40)))
        ids = [each.id for each in claimed if each]
        assert (len(ids), len(set(ids))) == (30, 30)

    in_store(tmp_path, check)


def test_the_bound_holds_for_those_who_come_at_once(tmp_path: Path) -> None:
    async def check(store: Store, owner: str) -> None:
        added = await asyncio.gather(*(submissions.add(store, new(owner), 5) for _ in range(9)), return_exceptions=True)
        assert [isinstance(each, NoRoomError) for each in added].count(True) == 4

    in_store(tmp_path, check)


@pytest.mark.parametrize("source", [b"", b"\0", bytes(range(256))], ids=["empty", "NUL", "every byte"])
def test_a_source_comes_back_as_it_went_in(tmp_path: Path, source: bytes) -> None:
    async def check(store: Store, owner: str) -> None:
        await submissions.add(store, new(owner, source), 10)
        claimed = await submissions.claim(store)
        assert claimed
        assert claimed.source == source

    in_store(tmp_path, check)


def test_a_submission_that_took_the_service_down_three_times_is_not_judged_again(tmp_path: Path) -> None:
    async def take_down(store: Store, owner: str) -> None:
        await submissions.add(store, new(owner), 10)
        for _ in range(3):
            assert await submissions.claim(store)
            await submissions.requeue_running(store)

    async def check(store: Store, _owner: str) -> None:
        assert await submissions.count_open(store) == {Status.QUEUED: 0, Status.RUNNING: 0}

    in_store(tmp_path, take_down)
    with open_api(tmp_path) as api:
        assert api.submit("accepted").json()["outcome"] == "accepted"
        assert len(api.judged()) == 1
    in_store(tmp_path, check)


def test_submissions_of_an_older_store_stay_their_tokens_and_can_be_counted(tmp_path: Path) -> None:
    path = tmp_path / "store" / "arborist.db"
    path.parent.mkdir()
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        migrate(connection, "0002")
        connection.execute(text("INSERT INTO api_token VALUES ('owner', 'script', 'hash', '2026-01-01', NULL)"))
        columns = "id, token_id, problem_id, mode, source, priority, status, turn, attempts, created_at, verdict"
        verdict = json.dumps(
            {"outcome": "wrong_answer", "lesson": {"diagnosis": {"misconception": "A.", "hint": "B."}}}
        )
        for submission, status, text_of in (("judged", "done", verdict), ("waits", "queued", None)):
            values = "VALUES (:id, 'owner', 'p', 'submit', 'x', 'interactive', :status, 1, 1, '2026-01-01', :verdict)"
            connection.execute(
                text(f"INSERT INTO submission ({columns}) {values}"),
                {"id": submission, "status": status, "verdict": text_of},
            )
        migrate(connection)
    engine.dispose()

    async def check(store: Store, _owner: str) -> None:
        entries = {entry.id: entry for entry in await history.list_of(store, "owner")}
        assert (entries["judged"].outcome, entries["judged"].misconception) == ("wrong_answer", "A.")
        assert entries["waits"].outcome is None
        assert [token.name for token in await tokens.list_all(store)].count("script") == 1

    in_store(tmp_path, check)

"""What an account has sent so far, and how it went."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, select

from app.store.database import Reader, Store
from app.store.models import AccountRow, Status, SubmissionRow
from grader.verdict import Mode, Outcome

FREE = (Outcome.INVALID_SUBMISSION.value, Outcome.INTERNAL_ERROR.value)
"""Outcomes that cost no attempt."""
LISTED_MOST = 200
_IS_SUBMITTED = SubmissionRow.mode == Mode.SUBMIT


@dataclass(frozen=True, slots=True)
class Entry:
    """One submission, for a list. `outcome` is None while there is none."""

    id: str
    problem_id: str
    mode: Mode
    status: Status
    outcome: Outcome | None
    misconception: str | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """A submission with its source and, once it is there, its verdict as JSON. `owner` is the name of its account."""

    entry: Entry
    owner_id: str
    owner: str | None
    source: bytes
    verdict: str | None


async def list_of(store: Reader, owner_id: str, problem_id: str | None = None) -> list[Entry]:
    """The latest first, and not more than anybody reads; without sources and verdicts, which are large."""
    columns = [getattr(SubmissionRow, field.name) for field in fields(Entry)]
    statement = select(*columns).where(SubmissionRow.owner_id == owner_id)
    if problem_id is not None:
        statement = statement.where(SubmissionRow.problem_id == problem_id)
    async with store.read() as session:
        rows = await session.execute(statement.order_by(SubmissionRow.id.desc()).limit(LISTED_MOST))
        return [_describe(row) for row in rows]


async def find(store: Reader, submission_id: str) -> Kept | None:
    """Whoever's it is: the caller decides who may see it."""
    return await _find_one(store, _select_kept().where(SubmissionRow.id == submission_id))


async def find_latest(store: Reader, owner_id: str, problem_id: str) -> Kept | None:
    is_theirs = (SubmissionRow.owner_id == owner_id, SubmissionRow.problem_id == problem_id)
    return await _find_one(store, _select_kept().where(*is_theirs).order_by(SubmissionRow.id.desc()).limit(1))


def _select_kept() -> Select[SubmissionRow, str]:
    return select(SubmissionRow, AccountRow.name).outerjoin(AccountRow, AccountRow.id == SubmissionRow.owner_id)


async def _find_one(store: Reader, statement: Select[SubmissionRow, str]) -> Kept | None:
    async with store.read() as session:
        found = (await session.execute(statement)).one_or_none()
    if found is None:
        return None
    row, owner = found
    return Kept(_describe(row), row.owner_id, owner, row.source, row.verdict)


async def read_all(store: Store, owner_id: str) -> AsyncIterator[Kept]:
    """Whole, the oldest first."""
    statement = select(SubmissionRow).where(SubmissionRow.owner_id == owner_id).order_by(SubmissionRow.id)
    async with store.read() as session:
        async for row in await session.stream_scalars(statement.execution_options(yield_per=100)):
            yield Kept(_describe(row), row.owner_id, None, row.source, row.verdict)


async def find_solved(store: Reader, owner_id: str) -> set[str]:
    """The ids of the problems that it has solved."""
    is_accepted = SubmissionRow.outcome == Outcome.ACCEPTED
    statement = (
        select(SubmissionRow.problem_id)
        .where(SubmissionRow.owner_id == owner_id, _IS_SUBMITTED, is_accepted)
        .distinct()
    )
    async with store.read() as session:
        return set((await session.execute(statement)).scalars())


async def has_tried(store: Reader, owner_id: str, problem_id: str) -> bool:
    """Whether it made an attempt: submitted something that could be judged."""
    statement = (
        select(SubmissionRow.id)
        .where(
            SubmissionRow.owner_id == owner_id,
            SubmissionRow.problem_id == problem_id,
            _IS_SUBMITTED,
            SubmissionRow.outcome.not_in(FREE),
        )
        .limit(1)
    )
    async with store.read() as session:
        return (await session.execute(statement)).first() is not None


def _describe(row: SubmissionRow | Row[Any]) -> Entry:
    return Entry(
        row.id,
        row.problem_id,
        Mode(row.mode),
        Status(row.status),
        Outcome(row.outcome) if row.outcome else None,
        row.misconception,
        row.created_at,
    )

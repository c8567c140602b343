"""Submissions in the store: added, claimed, recorded once.

The line is fair: each owner's open submissions have turns one apart, and a newcomer's first has the turn at the front.
So someone with a hundred waiting goes one by one with everyone else, and nobody waits for ever. Each statement here
means the same on SQLite and on Postgres, where SKIP LOCKED keeps two claimants off one row.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.store.database import Store
from app.store.models import OPEN, Status, SubmissionRow
from grader.verdict import Mode


@dataclass(frozen=True, slots=True)
class NewSubmission:
    id: str
    token_id: str
    problem_id: str
    mode: Mode
    source: bytes


@dataclass(frozen=True, slots=True)
class ClaimedSubmission:
    """One to be judged now. `attempts` counts the claims, this one included."""

    id: str
    problem_id: str
    mode: Mode
    source: bytes
    attempts: int
    queued_ms: float


@dataclass(frozen=True, slots=True)
class StoredSubmission:
    """`place` is 1 for the next in line and 0 from when it runs; `verdict` is JSON once done."""

    id: str
    problem_id: str
    mode: Mode
    status: Status
    place: int
    verdict: str | None


class QueueFullError(Exception):
    def __init__(self, open_count: int) -> None:
        super().__init__(f"{open_count} submissions are open already")
        self.open_count = open_count


async def add(store: Store, new: NewSubmission, open_most: int) -> None:
    """Puts `new` in line. Raises QueueFullError."""
    async with store.write() as session:
        own_turn = case((SubmissionRow.token_id == new.token_id, SubmissionRow.turn))
        statement = select(func.count(), func.min(SubmissionRow.turn), func.max(own_turn))
        open_count, front, last_own = (await session.execute(statement.where(SubmissionRow.status.in_(OPEN)))).one()
        if open_count >= open_most:
            raise QueueFullError(open_count)
        session.add(
            SubmissionRow(
                id=new.id,
                token_id=new.token_id,
                problem_id=new.problem_id,
                mode=new.mode,
                source=new.source,
                status=Status.QUEUED,
                turn=max(front or 0, 0 if last_own is None else last_own + 1),
                attempts=0,
                created_at=datetime.now(UTC),
            )
        )


async def claim(store: Store) -> ClaimedSubmission | None:
    """The next in line, now running; None if nobody waits."""
    now = datetime.now(UTC)
    first = (
        select(SubmissionRow.id)
        .where(SubmissionRow.status == Status.QUEUED)
        .order_by(SubmissionRow.turn, SubmissionRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    statement = (
        update(SubmissionRow)
        .where(SubmissionRow.id == first)
        .values(status=Status.RUNNING, attempts=SubmissionRow.attempts + 1, started_at=now)
        .returning(
            SubmissionRow.id,
            SubmissionRow.problem_id,
            SubmissionRow.mode,
            SubmissionRow.source,
            SubmissionRow.attempts,
            SubmissionRow.created_at,
        )
        .execution_options(synchronize_session=False)
    )
    async with store.write() as session:
        row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    queued_ms = (now - row.created_at).total_seconds() * 1000
    return ClaimedSubmission(row.id, row.problem_id, Mode(row.mode), row.source, row.attempts, max(0.0, queued_ms))


async def record(store: Store, claimed: ClaimedSubmission, verdict: str) -> bool:
    """Writes the verdict; False if this claim is not the latest one or the verdict is there already."""
    statement = (
        update(SubmissionRow)
        .where(
            SubmissionRow.id == claimed.id,
            SubmissionRow.attempts == claimed.attempts,
            SubmissionRow.status == Status.RUNNING,
        )
        .values(status=Status.DONE, verdict=verdict, finished_at=datetime.now(UTC))
        .returning(SubmissionRow.id)
        .execution_options(synchronize_session=False)
    )
    async with store.write() as session:
        return (await session.execute(statement)).one_or_none() is not None


async def requeue_running(store: Store) -> int:
    """Puts back in line what a service that ended was judging; how many wait then. For the only service of a store."""
    async with store.write() as session:
        await session.execute(
            update(SubmissionRow)
            .where(SubmissionRow.status == Status.RUNNING)
            .values(status=Status.QUEUED, started_at=None)
            .execution_options(synchronize_session=False)
        )
        return await _count(session, Status.QUEUED)


async def count_open(store: Store) -> dict[Status, int]:
    """How many are queued and how many running."""
    async with store.read() as session:
        return {status: await _count(session, status) for status in OPEN}


async def find(store: Store, submission_id: str, token_id: str) -> StoredSubmission | None:
    """The submission, if it is that token's own."""
    statement = select(
        SubmissionRow.id,
        SubmissionRow.problem_id,
        SubmissionRow.mode,
        SubmissionRow.status,
        SubmissionRow.turn,
        SubmissionRow.verdict,
    ).where(SubmissionRow.id == submission_id, SubmissionRow.token_id == token_id)
    async with store.read() as session:
        row = (await session.execute(statement)).one_or_none()
        if row is None:
            return None
        place = await _find_place(session, row.turn, row.id) if row.status == Status.QUEUED else 0
    return StoredSubmission(row.id, row.problem_id, Mode(row.mode), Status(row.status), place, row.verdict)


async def _find_place(session: AsyncSession, turn: int, submission_id: str) -> int:
    sooner = or_(SubmissionRow.turn < turn, and_(SubmissionRow.turn == turn, SubmissionRow.id < submission_id))
    return 1 + await _count(session, Status.QUEUED, sooner)


async def _count(session: AsyncSession, status: Status, *conditions: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(SubmissionRow).where(SubmissionRow.status == status, *conditions)
    return (await session.execute(statement)).scalar_one()

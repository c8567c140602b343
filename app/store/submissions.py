"""Submissions in the store: added, claimed, recorded once for each time that they are in line.

Each statement here means the same on SQLite and on Postgres, where SKIP LOCKED keeps two claimants off one row.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.dml import ReturningUpdate

from app.store.database import Store
from app.store.line import count_claims, find_place_of, find_turn, order_priorities
from app.store.models import OPEN, Priority, Status, SubmissionRow
from grader.verdict import Mode, Outcome


@dataclass(frozen=True, slots=True)
class NewSubmission:
    id: str
    owner_id: str
    problem_id: str
    mode: Mode
    source: bytes
    priority: Priority = Priority.INTERACTIVE


@dataclass(frozen=True, slots=True)
class ClaimedSubmission:
    """One to be judged now. `attempts` counts the claims, this one included.

    One that is judged again has an `outcome` already, and `attempts_before` of its claims were for that.
    """

    id: str
    problem_id: str
    mode: Mode
    source: bytes
    attempts: int
    queued_ms: float
    priority: Priority
    outcome: str | None = None
    attempts_before: int = 0


@dataclass(frozen=True, slots=True)
class StoredSubmission:
    """`place` is 1 for the next in line and 0 from when it runs; `verdict` is JSON once done."""

    id: str
    problem_id: str
    mode: Mode
    priority: Priority
    status: Status
    place: int
    verdict: str | None


@dataclass(frozen=True, slots=True)
class LineLength:
    """`oldest_wait_s` is how long ago the oldest of them came; 0 if there are none."""

    status: Status
    priority: Priority
    count: int
    oldest_wait_s: float


class NoRoomError(Exception):
    def __init__(self, open_count: int) -> None:
        super().__init__(f"{open_count} submissions are open already")
        self.open_count = open_count


async def add(store: Store, new: NewSubmission, open_most: int) -> None:
    """Puts `new` in line. What is judged again takes nobody's place. Raises NoRoomError."""
    async with store.write() as session:
        statement = select(func.count()).where(SubmissionRow.status.in_(OPEN), SubmissionRow.rejudged_at.is_(None))
        open_count = (await session.execute(statement)).scalar_one()
        if open_count >= open_most:
            raise NoRoomError(open_count)
        session.add(
            SubmissionRow(
                id=new.id,
                owner_id=new.owner_id,
                problem_id=new.problem_id,
                mode=new.mode,
                source=new.source,
                priority=new.priority,
                status=Status.QUEUED,
                turn=await find_turn(session, new.owner_id, new.priority),
                attempts=0,
                created_at=datetime.now(UTC),
            )
        )


async def claim(store: Store) -> ClaimedSubmission | None:
    """The next in line, now running; None if nobody waits."""
    now = datetime.now(UTC)
    async with store.write() as session:
        number = 1 + await count_claims(session)
        for priority in order_priorities(number):
            row = (await session.execute(_claim_first(priority, number, now))).one_or_none()
            if row is not None:
                break
        else:
            return None
    queued_ms = max(0.0, (now - (row.rejudged_at or row.created_at)).total_seconds() * 1000)
    return ClaimedSubmission(
        row.id,
        row.problem_id,
        Mode(row.mode),
        row.source,
        row.attempts,
        queued_ms,
        priority,
        row.outcome,
        row.attempts_before or 0,
    )


def _claim_first(
    priority: Priority, number: int, now: datetime
) -> ReturningUpdate[str, str, str, bytes, int, datetime, datetime | None, str | None, int | None]:
    first = (
        select(SubmissionRow.id)
        .where(SubmissionRow.status == Status.QUEUED, SubmissionRow.priority == priority)
        .order_by(SubmissionRow.turn, SubmissionRow.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return (
        update(SubmissionRow)
        .where(SubmissionRow.id == first)
        .values(status=Status.RUNNING, attempts=SubmissionRow.attempts + 1, claim_number=number, started_at=now)
        .returning(
            SubmissionRow.id,
            SubmissionRow.problem_id,
            SubmissionRow.mode,
            SubmissionRow.source,
            SubmissionRow.attempts,
            SubmissionRow.created_at,
            SubmissionRow.rejudged_at,
            SubmissionRow.outcome,
            SubmissionRow.attempts_before,
        )
        .execution_options(synchronize_session=False)
    )


async def record(
    store: Store, claimed: ClaimedSubmission, verdict: str, outcome: str, misconception: str | None = None
) -> bool:
    """Writes the verdict, as JSON; False if this claim is not the latest one or the verdict is there already.

    A fault of ours takes no verdict from a submission that is judged again: it keeps the one that it has.
    """
    known: dict[str, object] = {"status": Status.DONE}
    if outcome != Outcome.INTERNAL_ERROR or claimed.outcome is None:
        known |= {
            "verdict": verdict,
            "outcome": outcome,
            "misconception": misconception,
            "finished_at": datetime.now(UTC),
        }
    statement = (
        update(SubmissionRow)
        .where(
            SubmissionRow.id == claimed.id,
            SubmissionRow.attempts == claimed.attempts,
            SubmissionRow.status == Status.RUNNING,
        )
        .values(known)
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
    """How many are queued and how many running, of those that take a place: without what is judged again."""
    async with store.read() as session:
        return {status: await _count(session, status, SubmissionRow.rejudged_at.is_(None)) for status in OPEN}


async def measure_lines(store: Store) -> list[LineLength]:
    """Of each status and priority, those with none included, and with what is judged again."""
    came_at = func.coalesce(SubmissionRow.rejudged_at, SubmissionRow.created_at)
    statement = (
        select(SubmissionRow.status, SubmissionRow.priority, func.count(), func.min(came_at))
        .where(SubmissionRow.status.in_(OPEN))
        .group_by(SubmissionRow.status, SubmissionRow.priority)
    )
    async with store.read() as session:
        counted = {(row[0], row[1]): (row[2], row[3]) for row in (await session.execute(statement)).all()}
    now = datetime.now(UTC)
    none = (0, now)
    return [
        LineLength(status, priority, count, max(0.0, (now - oldest).total_seconds()))
        for status in OPEN
        for priority in Priority
        for count, oldest in [counted.get((status, priority), none)]
    ]


async def find(store: Store, submission_id: str, owner_id: str) -> StoredSubmission | None:
    """The submission, if it is that token's own."""
    statement = select(
        SubmissionRow.id,
        SubmissionRow.problem_id,
        SubmissionRow.mode,
        SubmissionRow.priority,
        SubmissionRow.status,
        SubmissionRow.turn,
        SubmissionRow.verdict,
    ).where(SubmissionRow.id == submission_id, SubmissionRow.owner_id == owner_id)
    async with store.read() as session:
        row = (await session.execute(statement)).one_or_none()
        if row is None:
            return None
        priority, status = Priority(row.priority), Status(row.status)
        place = await find_place_of(session, priority, row.turn, row.id) if status is Status.QUEUED else 0
    return StoredSubmission(row.id, row.problem_id, Mode(row.mode), priority, status, place, row.verdict)


async def _count(session: AsyncSession, status: Status, *conditions: ColumnElement[bool]) -> int:
    statement = select(func.count()).where(SubmissionRow.status == status, *conditions)
    return (await session.execute(statement)).scalar_one()

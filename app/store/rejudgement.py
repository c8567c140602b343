"""What was submitted to a problem, judged again: for when the problem or the judge was mended.

The rows go back in line as they are. Each keeps its verdict until another one is recorded over it, and each counts the
claims that it has had, so that only the latest one may record. They go as bulk, one in each round, so that all of them
together have the turns of one owner; and they take none of the places that bound the queue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, func, select, update

from app.store.database import Reader, Store
from app.store.line import find_turn
from app.store.models import OPEN, Priority, Status, SubmissionRow
from grader.verdict import Mode, Outcome


@dataclass(frozen=True, slots=True)
class Change:
    """So many submissions that came out otherwise than before."""

    before: Outcome
    after: Outcome
    count: int


@dataclass(frozen=True, slots=True)
class Rejudgement:
    """A problem's latest one. `failed` could not be judged again, by a fault of ours, and keep the verdict they had."""

    begun_at: datetime
    count: int
    left: int
    failed: int
    changes: Sequence[Change]


async def begin(store: Store, problem_id: str) -> int:
    """How many are put back in line: all that are judged, or none while some of an earlier rejudgement are left."""
    now = datetime.now(UTC)
    async with store.write() as session:
        if (await session.execute(_LEFT, {"problem_id": problem_id})).first():
            return 0
        ids = (await session.execute(_JUDGED, {"problem_id": problem_id})).scalars().all()
        first_turn = await find_turn(session, None, Priority.BULK)
        turns = [{"known_id": known_id, "new_turn": turn} for turn, known_id in enumerate(ids, first_turn)]
        if turns:
            connection = await session.connection()
            await connection.execute(_PUT_BACK.values(rejudged_at=now), turns)
    return len(ids)


async def find_latest(store: Reader, problem_id: str) -> Rejudgement | None:
    """As far as it has come; without what was deleted meanwhile."""
    async with store.read() as session:
        groups = (await session.execute(_LATEST, {"problem_id": problem_id})).all()
    if not groups:
        return None
    done = [group for group in groups if group.status == Status.DONE]
    changes = [
        Change(Outcome(group.outcome_before), Outcome(group.outcome), group.submissions)
        for group in done
        if group.outcome != group.outcome_before
    ]
    return Rejudgement(
        begun_at=groups[0].rejudged_at,
        count=sum(group.submissions for group in groups),
        left=sum(group.submissions for group in groups if group.status != Status.DONE),
        failed=sum(group.submissions for group in done if not group.was_recorded),
        changes=sorted(changes, key=lambda change: -change.count),
    )


# Put together once: that takes as long as to run them.
_IS_PROBLEM = SubmissionRow.problem_id == bindparam("problem_id")
_IS_REJUDGED = and_(_IS_PROBLEM, SubmissionRow.rejudged_at.is_not(None))
_LEFT = select(SubmissionRow.id).where(_IS_REJUDGED, SubmissionRow.status.in_(OPEN)).limit(1)
_JUDGED = (
    select(SubmissionRow.id)
    .where(_IS_PROBLEM, SubmissionRow.mode == Mode.SUBMIT, SubmissionRow.status == Status.DONE)
    .order_by(SubmissionRow.id)
)


def _select_latest() -> Select[Any]:
    """How many of the latest rejudgement are in each state."""
    row = SubmissionRow
    latest = select(func.max(row.rejudged_at)).where(_IS_REJUDGED).scalar_subquery()
    was_recorded = (row.finished_at >= row.rejudged_at).label("was_recorded")
    kind: list[Any] = [row.rejudged_at, row.status, row.outcome_before, row.outcome, was_recorded]
    statement = select(*kind, func.count().label("submissions"))
    return statement.where(_IS_REJUDGED, row.rejudged_at == latest).group_by(*kind)


_LATEST = _select_latest()
_PUT_BACK = (
    update(SubmissionRow)
    .where(SubmissionRow.id == bindparam("known_id"), SubmissionRow.status == Status.DONE)
    .values(
        status=Status.QUEUED,
        priority=Priority.BULK,
        turn=bindparam("new_turn"),
        started_at=None,
        outcome_before=SubmissionRow.outcome,
        attempts_before=SubmissionRow.attempts,
    )
)

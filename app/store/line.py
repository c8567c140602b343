"""Who is next: the order in which waiting submissions are claimed.

Each priority has a line of its own, served in rounds. A round has one submission of each owner: an owner's next one
joins the round after their last one's, a newcomer the round after the one that is being claimed. So somebody with a
hundred waiting goes one by one with everybody else; and since nobody joins a round that has begun, each round ends, and
nobody waits for ever. `turn` is the number of the round; within it the order is that of arrival. What is judged again
has one place in each round, whoever sent it: all of it together goes like one owner.

Interactive submissions go before bulk ones, except that each BULK_EACH-th claim takes a bulk one first: bulk has that
share of the judges, whatever the others send, and no more while others wait.
"""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.store.models import Priority, Status, SubmissionRow

BULK_EACH = 8


@dataclass(frozen=True, slots=True)
class Lengths:
    """How many wait in each line, and how many claims there have been."""

    interactive: int
    bulk: int
    claims: int


def order_priorities(claim_number: int) -> tuple[Priority, Priority]:
    """Which line that claim looks at first."""
    if claim_number % BULK_EACH:
        return Priority.INTERACTIVE, Priority.BULK
    return Priority.BULK, Priority.INTERACTIVE


def find_place(priority: Priority, rank: int, lengths: Lengths) -> int:
    """How many claims it will take until the one at `rank` of its line is claimed, if nobody else comes."""
    past_bulk_claims, since_bulk = divmod(lengths.claims, BULK_EACH)
    if priority is Priority.INTERACTIVE:
        return rank + min(lengths.bulk, (rank - 1 + since_bulk) // (BULK_EACH - 1))
    own_claim = BULK_EACH * (past_bulk_claims + rank) - lengths.claims
    return min(lengths.interactive + rank, own_claim)


async def find_turn(session: AsyncSession, owner: str | None, priority: Priority) -> int:
    """The round that the next submission of `owner` joins; None is whoever has none waiting."""
    turn, queued = SubmissionRow.turn, SubmissionRow.status == Status.QUEUED
    in_line = SubmissionRow.priority == priority
    # What is judged again waits in nobody's name: its owner's next one need not wait behind it.
    is_own = and_(SubmissionRow.owner_id == owner, SubmissionRow.rejudged_at.is_(None))
    own_last = select(func.max(turn)).where(queued, in_line, is_own)
    front = select(func.min(turn)).where(queued, in_line)
    # One for each status: the index then gives the highest turn without a look at the rest.
    begun = [
        select(func.max(turn)).where(SubmissionRow.status == status, in_line)
        for status in (Status.RUNNING, Status.DONE)
    ]
    row = (await session.execute(select(*(each.scalar_subquery() for each in (own_last, front, *begun))))).one()
    # A store whose latest claims were deleted knows by its front which round comes next.
    return 1 + max(row[0] or 0, (row[1] or 1) - 1, row[2] or 0, row[3] or 0)


async def count_claims(session: AsyncSession) -> int:
    return (await session.execute(select(func.max(SubmissionRow.claim_number)))).scalar_one() or 0


async def find_place_of(session: AsyncSession, priority: Priority, turn: int, submission_id: str) -> int:
    """The place of a queued submission among all of them: 1 is next."""
    sooner = or_(SubmissionRow.turn < turn, and_(SubmissionRow.turn == turn, SubmissionRow.id < submission_id))
    rank = 1 + await _count_queued(session, SubmissionRow.priority == priority, sooner)
    lengths = Lengths(
        await _count_queued(session, SubmissionRow.priority == Priority.INTERACTIVE),
        await _count_queued(session, SubmissionRow.priority == Priority.BULK),
        await count_claims(session),
    )
    return find_place(priority, rank, lengths)


async def _count_queued(session: AsyncSession, *conditions: ColumnElement[bool]) -> int:
    statement = select(func.count()).where(SubmissionRow.status == Status.QUEUED, *conditions)
    return (await session.execute(statement)).scalar_one()

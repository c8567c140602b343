"""What an account has before it of a problem: the hints it opened, and whether it gave up."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from app.store.database import Store
from app.store.models import DeskRow


@dataclass(frozen=True, slots=True)
class Desk:
    """`hints` counts the open ones."""

    hints: int = 0
    gave_up: bool = False


async def find(store: Store, account_id: str, problem_id: str) -> Desk:
    async with store.read() as session:
        row = await session.get(DeskRow, (account_id, problem_id))
    return Desk() if row is None else Desk(row.hints, row.gave_up_at is not None)


async def open_hints(store: Store, account_id: str, problem_id: str, hints: int) -> None:
    """So many of them, if there are not more open already."""
    async with store.write() as session:
        row = await _lay_out(session, account_id, problem_id)
        row.hints = max(row.hints, hints)


async def give_up(store: Store, account_id: str, problem_id: str) -> None:
    async with store.write() as session:
        row = await _lay_out(session, account_id, problem_id)
        row.gave_up_at = row.gave_up_at or datetime.now(UTC)


async def _lay_out(session: AsyncSession, account_id: str, problem_id: str) -> DeskRow:
    """It, or a new one; nobody else changes it meanwhile."""
    row = await session.get(DeskRow, (account_id, problem_id), with_for_update=True)
    if row is None:
        row = DeskRow(account_id=account_id, problem_id=problem_id, hints=0)
        session.add(row)
    return row

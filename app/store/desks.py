"""What an account has before it of a problem: the hints it opened, and whether it gave up."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import update
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
        await _lay_out(session, account_id, problem_id)
        await session.execute(
            update(DeskRow)
            .where(DeskRow.account_id == account_id, DeskRow.problem_id == problem_id, DeskRow.hints < hints)
            .values(hints=hints)
        )


async def give_up(store: Store, account_id: str, problem_id: str) -> None:
    async with store.write() as session:
        await _lay_out(session, account_id, problem_id)
        await session.execute(
            update(DeskRow)
            .where(DeskRow.account_id == account_id, DeskRow.problem_id == problem_id, DeskRow.gave_up_at.is_(None))
            .values(gave_up_at=datetime.now(UTC))
        )


async def _lay_out(session: AsyncSession, account_id: str, problem_id: str) -> None:
    """Unless it is there."""
    if await session.get(DeskRow, (account_id, problem_id)) is None:
        session.add(DeskRow(account_id=account_id, problem_id=problem_id, hints=0))
        await session.flush()

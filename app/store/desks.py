"""What an account has before it of a problem: the hints it opened, whether it gave up, and its draft."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.store.database import Reader, Store
from app.store.models import DeskRow


@dataclass(frozen=True, slots=True)
class Draft:
    """What was saved last; `source` is None where nothing was, and `revision` counts what was."""

    source: bytes | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Desk:
    """`hints` counts the open ones."""

    problem_id: str
    hints: int = 0
    gave_up: bool = False
    draft: Draft = Draft()


class DraftChangedError(Exception):
    """Somebody has saved another one since."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"the draft is at revision {draft.revision}")
        self.draft = draft


async def find(store: Reader, account_id: str, problem_id: str) -> Desk:
    async with store.read() as session:
        row = await session.get(DeskRow, (account_id, problem_id))
    return Desk(problem_id) if row is None else _describe(row)


async def list_of(store: Store, account_id: str) -> list[Desk]:
    """By problem."""
    statement = select(DeskRow).where(DeskRow.account_id == account_id).order_by(DeskRow.problem_id)
    async with store.read() as session:
        return [_describe(row) for row in (await session.execute(statement)).scalars()]


async def open_hints(store: Store, account_id: str, problem_id: str, hints: int) -> None:
    """So many of them, if there are not more open already."""
    async with store.write() as session:
        row = await _lay_out(session, account_id, problem_id)
        row.hints = max(row.hints, hints)


async def give_up(store: Store, account_id: str, problem_id: str) -> None:
    async with store.write() as session:
        row = await _lay_out(session, account_id, problem_id)
        row.gave_up_at = row.gave_up_at or datetime.now(UTC)


async def save_draft(
    store: Store, account_id: str, problem_id: str, source: bytes, revision: int | None = None
) -> Draft:
    """Raises DraftChangedError if `revision`, where it is given, is not the present one."""
    async with store.write() as session:
        row = await _lay_out(session, account_id, problem_id)
        if revision not in (None, row.draft_revision):
            raise DraftChangedError(_describe_draft(row))
        row.draft, row.draft_revision = source, row.draft_revision + 1
        return _describe_draft(row)


async def _lay_out(session: AsyncSession, account_id: str, problem_id: str) -> DeskRow:
    """It, or a new one; nobody else changes it meanwhile."""
    row = await session.get(DeskRow, (account_id, problem_id), with_for_update=True)
    if row is None:
        row = DeskRow(account_id=account_id, problem_id=problem_id, hints=0, draft_revision=0)
        session.add(row)
    return row


def _describe(row: DeskRow) -> Desk:
    return Desk(row.problem_id, row.hints, row.gave_up_at is not None, _describe_draft(row))


def _describe_draft(row: DeskRow) -> Draft:
    return Draft(row.draft, row.draft_revision)

"""The operator's links, each of which works once and for a week: to sign up, or to choose a new password."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.roles import Role
from app.store.database import Store
from app.store.ids import new_id
from app.store.models import AccountRow, InvitationRow
from app.store.secrets import digest, new_secret

LIFE = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invitation:
    """To sign up."""

    role: Role


@dataclass(frozen=True, slots=True)
class PasswordReset:
    """For an account to choose a new password."""

    account_id: str
    login: str


async def create(store: Store, role: Role, account_id: str | None = None) -> str:
    """The link's secret."""
    secret = new_secret()
    row = InvitationRow(
        id=new_id(), account_id=account_id, role=role, sha256=digest(secret), created_at=datetime.now(UTC)
    )
    async with store.write() as session:
        session.add(row)
    return secret


async def find(store: Store, secret: str) -> Invitation | PasswordReset | None:
    """None where there is none, or it was used, or is too old."""
    async with store.read() as session:
        return await _find(session, secret)


async def use(store: Store, secret: str) -> Invitation | PasswordReset | None:
    """As `find`, and then it is gone."""
    async with store.write() as session:
        found = await _find(session, secret)
        await session.execute(delete(InvitationRow).where(InvitationRow.sha256 == digest(secret)))
        return found


async def _find(session: AsyncSession, secret: str) -> Invitation | PasswordReset | None:
    statement = (
        select(InvitationRow.role, InvitationRow.account_id, AccountRow.login)
        .outerjoin(AccountRow, AccountRow.id == InvitationRow.account_id)
        .where(InvitationRow.sha256 == digest(secret), InvitationRow.created_at >= datetime.now(UTC) - LIFE)
    )
    row = (await session.execute(statement)).one_or_none()
    if row is None:
        return None
    return PasswordReset(row.account_id, row.login) if row.account_id else Invitation(Role(row.role))

"""Identities in the store: which account a provider's word opens. One identity opens one account."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, exists, select
from sqlalchemy.exc import IntegrityError

from app.store.database import Reader, Store
from app.store.ids import new_id
from app.store.models import AccountRow, IdentityRow


class IdentityTakenError(Exception):
    """It opens an account already."""


@dataclass(frozen=True, slots=True)
class Identity:
    id: str
    issuer: str
    subject: str
    label: str
    created_at: datetime


async def link(store: Store, account_id: str, issuer: str, subject: str, label: str) -> None:
    """Raises IdentityTakenError."""
    row = IdentityRow(
        id=new_id(),
        account_id=account_id,
        issuer=issuer,
        subject=subject,
        label=label,
        created_at=datetime.now(UTC),
    )
    try:
        async with store.write() as session:
            session.add(row)
    except IntegrityError as error:
        raise IdentityTakenError(f"{label!r} opens an account already") from error


async def unlink(store: Store, account_id: str, identity_id: str) -> bool:
    """False if the account has no such identity, or no password: nobody could sign in to it then."""
    has_password = exists().where(AccountRow.id == account_id, AccountRow.password_hash.is_not(None))
    statement = (
        delete(IdentityRow)
        .where(IdentityRow.id == identity_id, IdentityRow.account_id == account_id, has_password)
        .returning(IdentityRow.id)
    )
    async with store.write() as session:
        return (await session.execute(statement)).one_or_none() is not None


async def find_account(store: Store, issuer: str, subject: str) -> str | None:
    """The id of the account that it opens."""
    statement = select(IdentityRow.account_id).where(IdentityRow.issuer == issuer, IdentityRow.subject == subject)
    async with store.read() as session:
        return (await session.execute(statement)).scalar_one_or_none()


async def list_of(store: Reader, account_id: str) -> list[Identity]:
    """The oldest first."""
    statement = select(IdentityRow).where(IdentityRow.account_id == account_id).order_by(IdentityRow.id)
    async with store.read() as session:
        rows = (await session.execute(statement)).scalars()
        return [Identity(row.id, row.issuer, row.subject, row.label, row.created_at) for row in rows]

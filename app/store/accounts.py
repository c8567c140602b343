"""Accounts in the store: who may sign in, and as what."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from app.roles import Role
from app.store.database import Store
from app.store.ids import new_id
from app.store.models import AccountRow, SubmissionRow


class LoginTakenError(Exception):
    """There is an account with that login."""


@dataclass(frozen=True, slots=True)
class Account:
    id: str
    login: str
    name: str
    role: Role
    created_at: datetime
    has_password: bool


async def create(store: Store, login: str, name: str, password_hash: str | None, role: Role) -> Account:
    """Raises LoginTakenError."""
    now = datetime.now(UTC)
    row = AccountRow(id=new_id(), login=login, name=name, password_hash=password_hash, role=role, created_at=now)
    try:
        async with store.write() as session:
            session.add(row)
    except IntegrityError as error:
        raise LoginTakenError(f"there is an account {login!r} already") from error
    return describe(row)


async def find(store: Store, login: str) -> tuple[Account, str | None] | None:
    """The account with its password's hash."""
    async with store.read() as session:
        row = (await session.execute(select(AccountRow).where(AccountRow.login == login))).scalar_one_or_none()
    return None if row is None else (describe(row), row.password_hash)


async def find_by_id(store: Store, account_id: str) -> Account | None:
    async with store.read() as session:
        row = await session.get(AccountRow, account_id)
    return None if row is None else describe(row)


async def list_all(store: Store) -> list[Account]:
    """By login."""
    async with store.read() as session:
        rows = (await session.execute(select(AccountRow).order_by(AccountRow.login))).scalars()
        return [describe(row) for row in rows]


async def set_password(store: Store, account_id: str, password_hash: str) -> None:
    await _set(store, account_id, password_hash=password_hash)


async def set_name(store: Store, account_id: str, name: str) -> None:
    await _set(store, account_id, name=name)


async def set_role(store: Store, account_id: str, role: Role) -> None:
    await _set(store, account_id, role=role)


async def remove(store: Store, account_id: str) -> None:
    """With its submissions; its sessions, tokens and identities go with it."""
    async with store.write() as session:
        await session.execute(delete(SubmissionRow).where(SubmissionRow.owner_id == account_id))
        await session.execute(delete(AccountRow).where(AccountRow.id == account_id))


async def _set(store: Store, account_id: str, **values: str) -> None:
    async with store.write() as session:
        await session.execute(update(AccountRow).where(AccountRow.id == account_id).values(**values))


def describe(row: AccountRow) -> Account:
    return Account(row.id, row.login, row.name, Role(row.role), row.created_at, row.password_hash is not None)

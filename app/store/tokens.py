"""API tokens in the store. Only a token's SHA-256 is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.exc import IntegrityError

from app.store.database import Reader, Store
from app.store.ids import new_id
from app.store.models import ApiTokenRow
from app.store.secrets import digest, new_secret

NAME_MOST_CHARACTERS = 100
MARK = "arb_"
"""How every token begins, so that people and secret scanners know one when they see it."""


class NameTakenError(Exception):
    """A live token has that name."""


@dataclass(frozen=True, slots=True)
class ApiToken:
    id: str
    name: str
    created_at: datetime
    revoked_at: datetime | None


async def create(store: Store, name: str, account_id: str | None = None) -> str:
    """A new token, in clear for this once; the operator's unless an account's. Raises NameTakenError."""
    secret = MARK + new_secret()
    row = ApiTokenRow(
        id=new_id(), account_id=account_id, name=name, sha256=digest(secret), created_at=datetime.now(UTC)
    )
    try:
        async with store.write() as session:
            session.add(row)
    except IntegrityError as error:
        raise NameTakenError(
            f"there is a token named {name!r} already: revoke it first or choose another name"
        ) from error
    return secret


async def revoke(store: Store, name: str, account_id: str | None = None) -> bool:
    """False if the operator, or the account, has no live token of that name."""
    statement = (
        update(ApiTokenRow)
        .where(ApiTokenRow.name == name, _is_of(account_id), ApiTokenRow.revoked_at.is_(None))
        .values(revoked_at=datetime.now(UTC))
        .returning(ApiTokenRow.id)
        .execution_options(synchronize_session=False)
    )
    async with store.write() as session:
        return (await session.execute(statement)).one_or_none() is not None


async def list_all(store: Reader, account_id: str | None = None) -> list[ApiToken]:
    """The operator's, or an account's: the oldest first, the revoked included."""
    statement = select(ApiTokenRow).where(_is_of(account_id)).order_by(ApiTokenRow.id)
    async with store.read() as session:
        rows = (await session.execute(statement)).scalars()
        return [ApiToken(row.id, row.name, row.created_at, row.revoked_at) for row in rows]


async def was_ever_made(store: Store) -> bool:
    async with store.read() as session:
        return bool((await session.execute(select(exists().where(ApiTokenRow.id.is_not(None))))).scalar())


async def find_owner(store: Store, secret: str) -> str | None:
    """Who owns what is sent with the live token `secret`: its account, or an operator's token itself.

    The look-up is by hash, so its time tells nothing of the token.
    """
    owner_id = func.coalesce(ApiTokenRow.account_id, ApiTokenRow.id)
    statement = select(owner_id).where(ApiTokenRow.sha256 == digest(secret), ApiTokenRow.revoked_at.is_(None))
    async with store.read() as session:
        return (await session.execute(statement)).scalar_one_or_none()


def _is_of(account_id: str | None) -> ColumnElement[bool]:
    return ApiTokenRow.account_id.is_(None) if account_id is None else ApiTokenRow.account_id == account_id

"""API tokens in the store. Only a token's SHA-256 is kept: it is random, so that needs no salt and no slow hash."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError

from app.store.database import Store
from app.store.ids import new_id
from app.store.models import ApiTokenRow

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


async def create(store: Store, name: str) -> str:
    """A new token, in clear for this once. Raises NameTakenError."""
    secret = MARK + secrets.token_urlsafe(32)
    row = ApiTokenRow(id=new_id(), name=name, sha256=_digest(secret), created_at=datetime.now(UTC))
    try:
        async with store.write() as session:
            session.add(row)
    except IntegrityError as error:
        raise NameTakenError(
            f"there is a token named {name!r} already: revoke it first or choose another name"
        ) from error
    return secret


async def revoke(store: Store, name: str) -> bool:
    """False if no live token has that name."""
    statement = (
        update(ApiTokenRow)
        .where(ApiTokenRow.name == name, ApiTokenRow.revoked_at.is_(None))
        .values(revoked_at=datetime.now(UTC))
        .returning(ApiTokenRow.id)
        .execution_options(synchronize_session=False)
    )
    async with store.write() as session:
        return (await session.execute(statement)).one_or_none() is not None


async def list_all(store: Store) -> list[ApiToken]:
    """The oldest first, the revoked included."""
    async with store.read() as session:
        rows = (await session.execute(select(ApiTokenRow).order_by(ApiTokenRow.id))).scalars()
        return [ApiToken(row.id, row.name, row.created_at, row.revoked_at) for row in rows]


async def was_ever_made(store: Store) -> bool:
    async with store.read() as session:
        return bool((await session.execute(select(exists().where(ApiTokenRow.id.is_not(None))))).scalar())


async def find_owner(store: Store, secret: str) -> str | None:
    """The id of the live token that is `secret`. The look-up is by hash, so its time tells nothing of the token."""
    statement = select(ApiTokenRow.id).where(ApiTokenRow.sha256 == _digest(secret), ApiTokenRow.revoked_at.is_(None))
    async with store.read() as session:
        return (await session.execute(statement)).scalar_one_or_none()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

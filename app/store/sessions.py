"""Sessions in the store: browsers that are signed in. Of a cookie's secret only the SHA-256 is kept."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, delete, select, update

from app.store.accounts import Account, describe
from app.store.database import Reader, Store
from app.store.ids import new_id
from app.store.models import AccountRow, SessionRow
from app.store.secrets import digest, new_secret

LIFE = timedelta(days=30)
"""Since it was last seen."""
SEEN_EVERY = timedelta(minutes=5)
"""How exactly that is known: a page that is only read then writes nothing."""
BROWSER_MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Session:
    id: str
    browser: str
    created_at: datetime
    seen_at: datetime


async def begin(store: Store, account_id: str, browser: str) -> str:
    """The secret for the browser's cookie. Forgets the account's sessions that are over."""
    secret, now = new_secret(), datetime.now(UTC)
    async with store.write() as session:
        await session.execute(
            delete(SessionRow).where(SessionRow.account_id == account_id, SessionRow.seen_at < now - LIFE)
        )
        session.add(
            SessionRow(
                id=new_id(),
                account_id=account_id,
                sha256=digest(secret),
                browser=browser[:BROWSER_MOST_CHARACTERS],
                created_at=now,
                seen_at=now,
            )
        )
    return secret


async def find(store: Store, secret: str) -> tuple[Account, str] | None:
    """Who is signed in with that secret, and the id of the session."""
    now = datetime.now(UTC)
    statement = (
        select(AccountRow, SessionRow.id, SessionRow.seen_at)
        .join(SessionRow, SessionRow.account_id == AccountRow.id)
        .where(SessionRow.sha256 == digest(secret), SessionRow.seen_at >= now - LIFE)
    )
    async with store.read() as session:
        found = (await session.execute(statement)).one_or_none()
    if found is None:
        return None
    row, session_id, seen_at = found
    if now - seen_at > SEEN_EVERY:
        async with store.write() as session:
            await session.execute(update(SessionRow).where(SessionRow.id == session_id).values(seen_at=now))
    return describe(row), session_id


async def list_of(store: Reader, account_id: str) -> list[Session]:
    """Those that still hold, the latest first."""
    live = SessionRow.seen_at >= datetime.now(UTC) - LIFE
    statement = select(SessionRow).where(SessionRow.account_id == account_id, live).order_by(SessionRow.id.desc())
    async with store.read() as session:
        rows = (await session.execute(statement)).scalars()
        return [Session(row.id, row.browser, row.created_at, row.seen_at) for row in rows]


async def end(store: Store, account_id: str, session_id: str) -> None:
    """One of the account's."""
    await _delete(store, SessionRow.account_id == account_id, SessionRow.id == session_id)


async def end_others(store: Store, account_id: str, kept_id: str | None) -> None:
    """All of the account's but one."""
    kept = () if kept_id is None else (SessionRow.id != kept_id,)
    await _delete(store, SessionRow.account_id == account_id, *kept)


async def _delete(store: Store, *conditions: ColumnElement[bool]) -> None:
    async with store.write() as session:
        await session.execute(delete(SessionRow).where(*conditions))

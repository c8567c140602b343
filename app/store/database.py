"""Open the store: one engine, its pragmas, its migrations."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine

MIGRATIONS = Path(__file__).parent / "migrations"
BUSY_TIMEOUT_S = 15
# FULL: a submission that was acknowledged survives a power cut too, not only kill -9. It costs about 0.5 ms per commit.
PRAGMAS = (f"busy_timeout={BUSY_TIMEOUT_S * 1000}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


class Reader(Protocol):
    """Where what is kept can be looked up."""

    def read(self) -> AbstractAsyncContextManager[AsyncSession]: ...

    def snapshot(self) -> "AbstractAsyncContextManager[Snapshot]": ...


class Snapshot:
    """What is kept, at one moment: several look-ups in one transaction, one after the other.

    They agree with each other, and cost half of what each in its own would: what takes the time is to begin and end.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        yield self._session

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator["Snapshot"]:
        yield self


class Store:
    """Hands out sessions. Use: `async with store.write() as session: ...`, which commits at the end."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._writers = async_sessionmaker(engine, expire_on_commit=False)
        # A reader of a WAL never waits for a writer, unless it asks for the write lock as writers do.
        self._readers = async_sessionmaker(engine.execution_options(sqlite_begin="BEGIN"), expire_on_commit=False)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        async with self._readers.begin() as session:
            yield session

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        async with self.read() as session:
            yield Snapshot(session)

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncSession]:
        async with self._writers.begin() as session:
            yield session


@asynccontextmanager
async def open_store(url: str) -> AsyncIterator[Store]:
    """The store at `url`, its folder made and its migrations run."""
    engine = create_async_engine(url, hide_parameters=True)  # an error in the log must not quote a source
    if engine.dialect.name == "sqlite":
        _make_folder(url)
        _prepare_sqlite(engine)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(migrate)
        yield Store(engine)
    finally:
        await engine.dispose()


def migrate(connection: Connection, revision: str = "head") -> None:
    """To `revision`, all or nothing: `connection` is in a transaction, which keeps a second process out meanwhile."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _make_folder(url: str) -> None:
    path = Path(make_url(url).database or "")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)


def _prepare_sqlite(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 must not begin by itself: `begin` below does
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer that begins by reading could find the lock taken when it comes to write, and fail without waiting.
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE"))

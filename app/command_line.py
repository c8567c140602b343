"""What all commands share: exit statuses, how they end, the settings, the store.

`arborist judge` is a cold start each time: nothing heavy is imported before a command needs it.
"""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NoReturn, TypeVar

import typer

if TYPE_CHECKING:
    from app.settings import Settings
    from app.store.database import Store

T = TypeVar("T")

OTHER_VERDICT = 1
USAGE = 2
INTERNAL_ERROR = 3
INTERRUPTED = 130


def load_settings_or_fail() -> "Settings":
    from app.settings import SettingsError, load_settings

    try:
        return load_settings()
    except SettingsError as error:
        fail(str(error), USAGE)


def in_store(use: "Callable[[Store], Awaitable[T]]") -> T:
    import asyncio

    from sqlalchemy.exc import SQLAlchemyError

    from app.store.database import open_store

    url = load_settings_or_fail().store_url

    async def open_and_use() -> T:
        async with open_store(url) as store:
            return await use(store)

    try:
        return asyncio.run(open_and_use())
    except (OSError, SQLAlchemyError) as error:
        fail(str(error), INTERNAL_ERROR)


def fail(message: str, status: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(status)

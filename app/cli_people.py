"""`arborist tokens` and `arborist users`: who may submit, who may sign in, and as what."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from app.command_line import USAGE, fail, in_store, load_settings_or_fail
from app.roles import Role

if TYPE_CHECKING:
    from app.store.accounts import Account
    from app.store.database import Store

T = TypeVar("T")

tokens_app = typer.Typer(help="API tokens: whoever holds one may submit.", no_args_is_help=True)
users_app = typer.Typer(help="People: who signs in, and as what.", no_args_is_help=True)

TokenName = Annotated[str, typer.Argument(help="What the token is for.")]
Login = Annotated[str, typer.Argument(help="What they sign in with.")]
RoleOption = Annotated[Role, typer.Option(help="What they may do.")]


@tokens_app.command("create")
def create_token(name: TokenName) -> None:
    """Make a token and print it; it is not shown again."""
    from app.store import tokens

    if not (0 < len(name) <= tokens.NAME_MOST_CHARACTERS and name.isprintable()):
        fail(f"a token's name has 1 to {tokens.NAME_MOST_CHARACTERS} printable characters", USAGE)
    try:
        typer.echo(in_store(lambda store: tokens.create(store, name)))
    except tokens.NameTakenError as error:
        fail(str(error), USAGE)


@tokens_app.command("list")
def list_tokens() -> None:
    """List the tokens by name, the revoked included."""
    from app.store import tokens

    for token in in_store(tokens.list_all):
        ended = f"  revoked {token.revoked_at:%Y-%m-%d %H:%M} UTC" if token.revoked_at else ""
        typer.echo(f"{token.name}  created {token.created_at:%Y-%m-%d %H:%M} UTC{ended}")


@tokens_app.command("revoke")
def revoke_token(name: TokenName) -> None:
    """End a token; its submissions stay."""
    from app.store import tokens

    if not in_store(lambda store: tokens.revoke(store, name)):
        fail(f"there is no live token named {name!r}: see `arborist tokens list`", USAGE)


@users_app.command("list")
def list_users() -> None:
    """List the accounts by login."""
    from app.store import accounts

    for account in in_store(accounts.list_all):
        typer.echo(f"{account.login}  {account.role}  {account.name}  since {account.created_at:%Y-%m-%d %H:%M} UTC")


@users_app.command("invite")
def invite_user(role: RoleOption = Role.STUDENT) -> None:
    """Make a link with which one person can sign up, within a week, whoever else may."""
    from app.store import invitations

    typer.echo(_write_link(in_store(lambda store: invitations.create(store, role))))


@users_app.command("reset-password")
def reset_password(login: Login) -> None:
    """Make a link with which somebody can choose a new password, once and within a week."""
    from app.store import invitations

    typer.echo(_write_link(_with_account(login, lambda store, one: invitations.create(store, one.role, one.id))))


@users_app.command("role")
def set_role(login: Login, role: Annotated[Role, typer.Argument(help="What they may do from now on.")]) -> None:
    """Make somebody a student, an instructor or an admin."""
    from app.store import accounts

    _with_account(login, lambda store, one: accounts.set_role(store, one.id, role))


@users_app.command("remove")
def remove_user(login: Login) -> None:
    """Delete an account with all its submissions. It cannot be undone."""
    from app.store import accounts

    _with_account(login, lambda store, one: accounts.remove(store, one.id))


def _with_account(login: str, use: "Callable[[Store, Account], Awaitable[T]]") -> "T":
    from app.identity.sign_in import clean_login
    from app.store import accounts

    async def find_and_use(store: "Store") -> "T":
        found = await accounts.find(store, clean_login(login))
        if found is None:
            fail(f"there is nobody with the login {login!r}: see `arborist users list`", USAGE)
        return await use(store, found[0])

    return in_store(find_and_use)


def _write_link(secret: str) -> str:
    """Under the address that people know: only the operator can say which that is."""
    return f"{load_settings_or_fail().public_url.rstrip('/')}/invitations/{secret}"

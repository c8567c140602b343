"""Sign up, sign in, choose another password: what each asks for, and the session that comes of it."""

import re
from dataclasses import dataclass

from app.identity import passwords
from app.identity.throttle import Throttle
from app.roles import Role
from app.store import accounts, invitations, sessions
from app.store.accounts import Account, LoginTakenError
from app.store.database import Store
from app.store.invitations import PasswordReset

LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]+")
LOGIN_MOST_CHARACTERS = 64
NAME_MOST_CHARACTERS = 100
TOO_MANY = "Too many attempts went wrong. Wait five minutes, or ask whoever runs this site for a new password."


class RefusedError(Exception):
    """The message is for the person at the form; `field` is what it is about."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Visit:
    """From where somebody comes."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True)
class NewPerson:
    """As they filled in the form."""

    login: str = ""
    name: str = ""
    password: str = ""


async def sign_up(
    store: Store, throttle: Throttle, visit: Visit, person: NewPerson, *, role: Role, invitation: str | None = None
) -> str:
    """A new account, and the secret of its first session. Uses the invitation up. Raises RefusedError."""
    login = clean_login(person.login)
    if not LOGIN.fullmatch(login) or len(login) > LOGIN_MOST_CHARACTERS:
        raise RefusedError("login", "A login has 2 to 64 characters: letters a to z, digits, and any of . _ @ + -")
    check_password(person.password, login)
    if invitation is None:  # of those there are no more than the operator gave out
        await _count_sign_up(throttle, visit)
    password_hash = await passwords.hash_password(person.password)
    try:
        account = await accounts.create(store, login, clean_name(person.name) or login, password_hash, role)
    except LoginTakenError:
        raise RefusedError("login", f"Somebody has the login {login} already: choose another one.") from None
    if invitation and await invitations.use(store, invitation) is None:  # somebody else was faster
        await accounts.remove(store, account.id)
        raise RefusedError("login", "This invitation has been used meanwhile: ask for another one.")
    return await sessions.begin(store, account.id, visit.browser)


async def sign_in(store: Store, throttle: Throttle, visit: Visit, login: str, password: str) -> str:
    """The secret of a new session. Raises RefusedError."""
    login = clean_login(login)
    async with throttle.turn:
        if not await throttle.permits(login, visit.address):
            raise RefusedError("login", TOO_MANY)
        account = await _authenticate(store, login, password)
        if account is None:
            await throttle.count_failure(login, visit.address)
            raise RefusedError("login", "This login and this password do not belong together.")
    return await sessions.begin(store, account.id, visit.browser)


async def change_password(store: Store, account: Account, session_id: str, old: str, new: str) -> None:
    """Ends the account's other sessions. Raises RefusedError."""
    await check_identity(store, account, old, "old_password")
    check_password(new, account.login)
    await _set_password(store, account.id, new, session_id)


async def check_identity(store: Store, account: Account, password: str, field: str) -> None:
    """Before what cannot be undone. Raises RefusedError about `field`."""
    if await _authenticate(store, account.login, password) is None:
        raise RefusedError(field, "This is not your present password.")


async def confirm_removal(store: Store, account: Account, password: str, login: str) -> None:
    """By the password, or by the login of whoever has none, so that no single click does it. Raises RefusedError."""
    if account.has_password:
        await check_identity(store, account, password, "delete_password")
    elif clean_login(login) != account.login:
        raise RefusedError("delete_login", "This is not your login.")


async def reset_password(store: Store, visit: Visit, secret: str, reset: PasswordReset, new: str) -> str:
    """For whoever has the operator's link, which is `secret`: ends all sessions, begins one. Raises RefusedError."""
    check_password(new, reset.login)
    if await invitations.use(store, secret) is None:
        raise RefusedError("password", "This link has been used meanwhile: ask for another one.")
    await _set_password(store, reset.account_id, new, None)
    return await sessions.begin(store, reset.account_id, visit.browser)


def clean_login(text: str) -> str:
    """As it is kept; of one that is too long, enough to see that."""
    return text.strip().lower()[: 2 * LOGIN_MOST_CHARACTERS]


def clean_name(text: str) -> str:
    """In one line, without what cannot be seen."""
    visible = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(visible.split())[:NAME_MOST_CHARACTERS]


def check_password(password: str, login: str) -> None:
    """Raises RefusedError. Length is what counts; no rule asks for a digit or a sign."""
    if not passwords.LEAST_CHARACTERS <= len(password) <= passwords.MOST_CHARACTERS:
        raise RefusedError(
            "password", f"A password has {passwords.LEAST_CHARACTERS} to {passwords.MOST_CHARACTERS} characters."
        )
    if password.lower() == login or len(set(password)) < 4:
        raise RefusedError("password", "This password would be guessed at once: a few words in a row make a good one.")


async def _count_sign_up(throttle: Throttle, visit: Visit) -> None:
    if wait_min := await throttle.count_sign_up(visit.address):
        when = "in a minute" if wait_min == 1 else f"in {wait_min} minutes"
        raise RefusedError("login", f"Many accounts were made from where you are just now. Try again {when}.")


async def _authenticate(store: Store, login: str, password: str) -> Account | None:
    found = await accounts.find(store, login)
    account, password_hash = found or (None, None)
    return account if await passwords.verify(password, password_hash) else None


async def _set_password(store: Store, account_id: str, new: str, kept_session_id: str | None) -> None:
    await accounts.set_password(store, account_id, await passwords.hash_password(new))
    await sessions.end_others(store, account_id, kept_session_id)

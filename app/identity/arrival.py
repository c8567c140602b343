"""Whoever comes from the provider: which account that opens, or a new one.

Issuer and subject decide, and nothing else that the provider says: whoever can choose a login or an e-mail address
there could choose that of somebody here.
"""

import re
import unicodedata
from collections.abc import Iterator
from secrets import token_hex

from app.identity.provider import Person
from app.identity.sign_in import LOGIN, LOGIN_MOST_CHARACTERS, RefusedError, Visit, clean_name
from app.roles import Role
from app.store import accounts, identities, invitations, sessions
from app.store.accounts import Account, LoginTakenError
from app.store.database import Store
from app.store.identities import IdentityTakenError
from app.store.invitations import Invitation

NO_ACCOUNT = (
    "You have no account on this site that this way of signing in opens, and a new one takes {what}. If you have an "
    "account here already, sign in with its password and link the two on your account page."
)
TAKES = {"invited": "an invitation: ask whoever runs this site for a link", "closed": "whoever runs this site"}
TAKEN = (
    "That opens another account on this site already. Sign in with it to see which: you can unlink it there, or delete "
    "that account if you do not need it."
)
NUMBERED_MOST = 20
"""So many people whom the provider calls alike get a number, everybody after them something random."""


async def arrive(store: Store, visit: Visit, person: Person, sign_up: str, invitation: str) -> str:
    """The secret of a new session. `invitation` may be empty, and is used up by a new account. Raises RefusedError."""
    account_id = await identities.find_account(store, person.issuer, person.sub)
    if account_id is None:
        account_id = await _make_account(store, person, sign_up, invitation)
    return await sessions.begin(store, account_id, visit.browser)


async def link(store: Store, account: Account, person: Person) -> None:
    """Raises RefusedError."""
    try:
        await identities.link(store, account.id, person.issuer, person.sub, _label(person))
    except IdentityTakenError:
        if await identities.find_account(store, person.issuer, person.sub) != account.id:
            raise RefusedError("provider", TAKEN) from None


async def _make_account(store: Store, person: Person, sign_up: str, invitation: str) -> str:
    """Its id. Raises RefusedError."""
    role = await _choose_role(store, sign_up, invitation)
    account = await _create(store, person, role)
    try:
        await identities.link(store, account.id, person.issuer, person.sub, _label(person))
    except IdentityTakenError:  # they came twice at once
        await accounts.remove(store, account.id)
        raise RefusedError("provider", "You have signed in elsewhere meanwhile: begin again.") from None
    if invitation and await invitations.use(store, invitation) is None:  # somebody else was faster
        await accounts.remove(store, account.id)
        raise RefusedError("provider", "This invitation has been used meanwhile: ask for another one.")
    return account.id


async def _choose_role(store: Store, sign_up: str, invitation: str) -> Role:
    """That of the invitation: what the provider says of roles is about other places. Raises RefusedError."""
    if invitation:
        found = await invitations.find(store, invitation)
        if not isinstance(found, Invitation):
            raise RefusedError("provider", "This invitation was used already, or is too old. Ask for another one.")
        return found.role
    if sign_up in TAKES:
        raise RefusedError("provider", NO_ACCOUNT.format(what=TAKES[sign_up]))
    return Role.STUDENT


async def _create(store: Store, person: Person, role: Role) -> Account:
    for login in suggest_logins(person.preferred_username or person.email.partition("@")[0] or person.name):
        try:
            return await accounts.create(store, login, clean_name(person.name) or login, None, role)
        except LoginTakenError:
            continue
    raise AssertionError("random logins do not run out")


def suggest_logins(known_as: str) -> Iterator[str]:
    """Valid ones, made of what somebody is called elsewhere, without an end."""
    ascii_only = unicodedata.normalize("NFKD", known_as).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9._@+-]+", "-", ascii_only).strip("._@+-")[: LOGIN_MOST_CHARACTERS - 10]
    if not LOGIN.fullmatch(stem):
        stem = f"student-{stem}".rstrip("-")
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, NUMBERED_MOST))
    while True:
        yield f"{stem}-{token_hex(4)}"


def _label(person: Person) -> str:
    return clean_name(person.preferred_username or person.email or person.name) or "someone"

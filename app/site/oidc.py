"""To the provider and back: sign in, sign up, and link who one is there to one's account."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated

import structlog
from fastapi import APIRouter, Form
from fastapi.responses import Response

from app.identity.arrival import arrive, link
from app.identity.detour import Detour
from app.identity.provider import DistrustedError, Provider, ProviderError, UnreachableError
from app.identity.sign_in import RefusedError, Visit, check_identity
from app.site.access import OWN_FORM, MemberPageOf, PageOf, VisitOf
from app.site.account import show_account
from app.site.cookies import forget_detour, read_detour, remember, remember_detour
from app.site.errors import NothingHereError
from app.site.rendering import Page, go_to
from app.site.signing import find_next
from app.store import identities

log = structlog.get_logger()
router = APIRouter(include_in_schema=False)
NEXT_MOST_CHARACTERS = 500
NOT_BEGUN = (
    "This sign-in was not begun in this browser, took more than ten minutes, or was used already. "
    "Begin again, at {where}."
)
SIGNED_OUT = "You have signed out meanwhile, so nothing was linked. Sign in, then begin again."
ONLY_WAY = (
    "You have no password here, so this is your only way in. Ask whoever runs this site for a link to choose one first."
)
STATUSES: dict[type[Exception], HTTPStatus] = {
    UnreachableError: HTTPStatus.SERVICE_UNAVAILABLE,
    DistrustedError: HTTPStatus.BAD_GATEWAY,
}


@router.get("/sign-in/oidc")
async def set_out(page: PageOf, invitation: str = "") -> Response:
    """By a link: a browser would keep a form of ours, which may only lead to us, from being sent on to the provider."""
    provider = _require_provider(page)
    if page.viewer.account:
        return go_to(find_next(page))
    try:
        address, detour = await provider.begin()
    except ProviderError as error:
        return _show_trouble(page, error)
    wanted = find_next(page)
    kept = wanted if len(wanted) <= NEXT_MOST_CHARACTERS else "/"  # a cookie has 4 KB
    response = go_to(address)
    _remember(page, response, replace(detour, next=kept, invitation=invitation[:NEXT_MOST_CHARACTERS]))
    return response


@router.get("/sign-in/oidc/callback")
async def come_back(page: PageOf, visit: VisitOf) -> Response:
    provider = _require_provider(page)
    query = page.request.query_params
    detour = page.service.detours.end(read_detour(page.request), query.get("state", ""))
    if detour is None:
        where = page.service.settings.public_url.rstrip("/")
        return _show_trouble(page, RefusedError("provider", NOT_BEGUN.format(where=where)))
    try:
        response = await _end(page, visit, provider, detour)
    except (ProviderError, RefusedError) as error:
        response = _show_trouble(page, error, detour)
    forget_detour(page.request, response)
    return response


@router.post("/account/identities", dependencies=OWN_FORM)
async def set_out_to_link(page: MemberPageOf, link_password: Annotated[str, Form()]) -> Response:
    """It takes the password, as whatever else lets somebody in later. A page with a link leads on: see `set_out`."""
    provider = _require_provider(page)
    try:
        await check_identity(page.service.store, page.account, link_password, "link_password")
        address, detour = await provider.begin()
    except RefusedError as refused:
        return await show_account(page, refused=refused)
    except ProviderError as error:
        return _show_trouble(page, error)
    response = page.render("provider.html", {"provider": provider.name, "address": address})
    _remember(page, response, replace(detour, next="/account", account_id=page.account.id))
    return response


@router.post("/account/identities/{identity_id}/unlink", dependencies=OWN_FORM)
async def unlink(page: MemberPageOf, identity_id: str) -> Response:
    if not await identities.unlink(page.service.store, page.account.id, identity_id):
        known = {each.id for each in await identities.list_of(page.service.store, page.account.id)}
        if identity_id in known:
            return await show_account(page, refused=RefusedError("identity", ONLY_WAY))
    return go_to("/account")


async def _end(page: Page, visit: Visit, provider: Provider, detour: Detour) -> Response:
    """Raises ProviderError and RefusedError."""
    store, query = page.service.store, page.request.query_params
    if error := query.get("error"):
        log.info("provider_declined", error=error[:100])
        raise RefusedError("provider", _explain_refusal(provider, error))
    person = await provider.identify(query.get("code", ""), detour)
    if detour.account_id:
        if page.viewer.account is None or page.viewer.account.id != detour.account_id:
            raise RefusedError("provider", SIGNED_OUT)
        await link(store, page.viewer.account, person)
        return go_to(detour.next)
    secret = await arrive(store, visit, person, page.service.settings.provider_sign_up, detour.invitation)
    response = go_to(detour.next)
    remember(page.request, response, secret)
    return response


def _explain_refusal(provider: Provider, error: str) -> str:
    """Its own words are left out: anybody could have written them into the address."""
    if error == "access_denied":
        return f"{provider.name} was not allowed to sign you in here: you or it declined. You can begin again."
    if error in {"server_error", "temporarily_unavailable"}:
        return f"{provider.name} could not sign you in at present. Try again in some minutes."
    return f"{provider.name} did not sign you in. Begin again; if that does not help, tell whoever runs this site."


def _require_provider(page: Page) -> Provider:
    if page.service.provider is None:
        raise NothingHereError("On this site people sign in with a login and a password alone.")
    return page.service.provider


def _remember(page: Page, response: Response, detour: Detour) -> None:
    remember_detour(page.request, response, page.service.detours.seal(detour))


def _show_trouble(page: Page, error: Exception, detour: Detour | None = None) -> Response:
    """With a way to go on: to try again, or to sign in with a password."""
    values = {"message": str(error), "detour": detour}
    return page.render("provider_trouble.html", values, STATUSES.get(type(error), HTTPStatus.FORBIDDEN))

"""Sign up, sign in, sign out, and the operator's links."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import Response

from app.identity.sign_in import NewPerson, RefusedError, reset_password, sign_in, sign_up
from app.roles import Role
from app.site.access import OWN_FORM, PageOf, VisitOf
from app.site.cookies import forget, remember
from app.site.errors import ForbiddenError, NothingHereError
from app.site.rendering import Page, go_to
from app.store import invitations, sessions
from app.store.invitations import PasswordReset

router = APIRouter(include_in_schema=False)
Field = Annotated[str, Form()]


async def read_person(login: Field = "", name: Field = "", password: Field = "") -> NewPerson:
    return NewPerson(login, name, password)


PersonOf = Annotated[NewPerson, Depends(read_person)]
CLOSED = {
    "closed": "Signing up is closed on this site. Whoever runs it can make an account for you.",
    "invited": "Signing up takes an invitation on this site: ask whoever runs it for a link.",
}
NO_LINK = "This link was used already, or it is more than a week old. Ask for another one."


@router.get("/sign-in")
async def show_sign_in(page: PageOf) -> Response:
    return go_to(find_next(page)) if page.viewer.account else _show_sign_in(page)


@router.post("/sign-in", dependencies=OWN_FORM)
async def take_sign_in(page: PageOf, visit: VisitOf, login: Field, password: Field) -> Response:
    try:
        secret = await sign_in(page.service.store, page.service.throttle, visit, login, password)
    except RefusedError as refused:
        return _show_sign_in(page, refused, login)
    return _admit(page, secret)


@router.get("/sign-up")
async def show_sign_up(page: PageOf) -> Response:
    _require_open(page)
    return go_to("/") if page.viewer.account else _show_sign_up(page)


@router.post("/sign-up", dependencies=OWN_FORM)
async def take_sign_up(page: PageOf, visit: VisitOf, person: PersonOf) -> Response:
    _require_open(page)
    try:
        secret = await sign_up(page.service.store, page.service.throttle, visit, person, role=Role.STUDENT)
    except RefusedError as refused:
        return _show_sign_up(page, refused, person)
    return _admit(page, secret)


@router.get("/invitations/{invitation}")
async def show_invitation(page: PageOf, invitation: str) -> Response:
    found = await invitations.find(page.service.store, invitation)
    if found is None:
        raise NothingHereError(NO_LINK)
    return _show_reset(page, found) if isinstance(found, PasswordReset) else _show_sign_up(page)


@router.post("/invitations/{invitation}", dependencies=OWN_FORM)
async def take_invitation(page: PageOf, visit: VisitOf, invitation: str, person: PersonOf) -> Response:
    found = await invitations.find(page.service.store, invitation)
    if found is None:
        raise NothingHereError(NO_LINK)
    try:
        if isinstance(found, PasswordReset):
            secret = await reset_password(page.service.store, visit, invitation, found, person.password)
        else:
            secret = await sign_up(
                page.service.store, page.service.throttle, visit, person, role=found.role, invitation=invitation
            )
    except RefusedError as refused:
        if isinstance(found, PasswordReset):
            return _show_reset(page, found, refused)
        return _show_sign_up(page, refused, person)
    return _admit(page, secret)


@router.post("/sign-out", dependencies=OWN_FORM)
async def sign_out(page: PageOf) -> Response:
    if page.viewer.account:
        await sessions.end(page.service.store, page.viewer.account.id, page.viewer.session_id)
    response = go_to("/")
    forget(page.request, response)
    return response


def _require_open(page: Page) -> None:
    why = CLOSED.get(page.service.settings.sign_up)
    if why:
        raise ForbiddenError(why)


def _show_sign_in(page: Page, refused: RefusedError | None = None, login: str = "") -> Response:
    values = {
        "refused": refused,
        "login": login,
        "may_sign_up": page.service.settings.sign_up == "open",
        "provider": page.service.provider and page.service.provider.name,
        "next": find_next(page),
    }
    return page.render("sign_in.html", values, _choose_status(refused))


def _show_sign_up(page: Page, refused: RefusedError | None = None, person: NewPerson | None = None) -> Response:
    invitation = page.request.path_params.get("invitation", "")
    by_provider = page.service.provider if invitation or page.service.settings.provider_sign_up == "open" else None
    values = {
        "refused": refused,
        "person": person or NewPerson(),
        "provider": by_provider and by_provider.name,
        "invitation": invitation,
        "next": find_next(page),
    }
    return page.render("sign_up.html", values, _choose_status(refused))


def _show_reset(page: Page, reset: PasswordReset, refused: RefusedError | None = None) -> Response:
    return page.render("reset_password.html", {"refused": refused, "login": reset.login}, _choose_status(refused))


def _choose_status(refused: RefusedError | None) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK


def _admit(page: Page, secret: str) -> Response:
    response = go_to(find_next(page))
    remember(page.request, response, secret)
    return response


def find_next(page: Page) -> str:
    """Where they were going, on this site alone."""
    wanted = page.request.query_params.get("next", "/")
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_ours else "/"

"""Whom a page is for, as dependencies of its endpoint."""

from typing import Annotated
from urllib.parse import urlencode, urlsplit

from fastapi import Depends, Request

from app.api.dependencies import ServiceOf
from app.identity.sign_in import Visit
from app.roles import Role
from app.site.cookies import read_secret
from app.site.errors import ForbiddenError, ForeignFormError, SignInFirst
from app.site.rendering import MemberPage, Page
from app.site.viewer import Viewer
from app.store import sessions


async def open_page(request: Request, service: ServiceOf) -> Page:
    """For everybody."""
    secret = read_secret(request)
    found = await sessions.find(service.store, secret) if secret else None
    return Page(request, service, Viewer(*found) if found else Viewer())


PageOf = Annotated[Page, Depends(open_page)]


async def open_member_page(page: PageOf) -> MemberPage:
    """Sends everybody else to sign in, and then back here."""
    if page.viewer.account is None:
        raise SignInFirst(f"/sign-in{_find_way_back(page)}")
    return MemberPage(page.request, page.service, page.viewer, page.viewer.account)


def _find_way_back(page: Page) -> str:
    """As a query. To the page that is open; a form that was sent to another address cannot be sent again."""
    if page.is_partial:
        path = urlsplit(page.request.headers.get("hx-current-url", "")).path
    else:
        path = page.request.url.path if page.request.method == "GET" else ""
    return f"?{urlencode({'next': path})}" if path else ""


MemberPageOf = Annotated[MemberPage, Depends(open_member_page)]


async def open_instructor_page(page: MemberPageOf) -> MemberPage:
    if not page.viewer.may_act_as(Role.INSTRUCTOR):
        raise ForbiddenError("This page is for instructors.")
    return page


InstructorPageOf = Annotated[MemberPage, Depends(open_instructor_page)]


async def require_own_form(request: Request) -> None:
    """A form of another site's cannot be sent in a viewer's name: browsers say where each request comes from."""
    site = request.headers.get("sec-fetch-site")
    if site in {"same-origin", "none"}:
        return
    origin = request.headers.get("origin", "")
    if site is None and origin.partition("://")[2] == request.headers.get("host"):
        return
    raise ForeignFormError("This form was not sent from this site. Open the page anew and send it again.")


OWN_FORM = [Depends(require_own_form)]


async def see_visit(request: Request) -> Visit:
    """From where the request comes, for the throttle and the list of sessions."""
    address = request.client.host if request.client else ""
    return Visit(address, request.headers.get("user-agent", "an unknown browser"))


VisitOf = Annotated[Visit, Depends(see_visit)]

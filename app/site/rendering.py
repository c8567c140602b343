"""Pages from templates, and the headers that keep anything but our own files out of them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.service import Service
from app.site.static_files import find_address
from app.site.viewer import Viewer
from app.site.words import FILTERS
from app.store.accounts import Account

HERE = Path(__file__).parent
# Nothing from elsewhere, nothing inline: what a student writes could not run even if a template forgot to escape it.
# The editor makes its own styles in the browser, which show that they are its own by a number of this one page's.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


_TEMPLATES.filters |= FILTERS
_TEMPLATES.globals["static"] = find_address


@dataclass(frozen=True, slots=True)
class Page:
    """One request for a page: who looks, and the service that is looked at."""

    request: Request
    service: Service
    viewer: Viewer

    def render(
        self, template: str, values: Mapping[str, Any] | None = None, status: HTTPStatus = HTTPStatus.OK
    ) -> HTMLResponse:
        """`values` and what every page shows: who is signed in, and an operator's override."""
        shown = {
            "viewer": self.viewer,
            "override": self.service.settings.unsafe_judge_despite,
            "path": self.request.url.path,
            **(values or {}),
        }
        return render(template, shown, status)

    @property
    def is_partial(self) -> bool:
        """Whether a script asks, which puts the answer into the page that is open."""
        return is_partial(self.request)


def write(template: str, values: Mapping[str, Any]) -> str:
    """A piece of a page."""
    return _TEMPLATES.get_template(template).render(values)


def is_partial(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def render(template: str, values: Mapping[str, Any], status: HTTPStatus) -> HTMLResponse:
    """A page of nothing but `values`, under a policy of its own."""
    nonce = secrets.token_urlsafe(16)
    headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "no-store"}
    return HTMLResponse(write(template, {"nonce": nonce, **values}), status, headers)


def go_to(location: str) -> RedirectResponse:
    """The answer to a form that was taken: the browser fetches that page, and a reload sends nothing again."""
    return RedirectResponse(location, HTTPStatus.SEE_OTHER)


@dataclass(frozen=True, slots=True)
class MemberPage(Page):
    """Of somebody who is signed in."""

    account: Account

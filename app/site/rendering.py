"""Pages from templates, and the headers that keep anything but our own files out of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.service import Service
from app.site.viewer import Viewer
from app.site.words import FILTERS
from app.store.accounts import Account

HERE = Path(__file__).parent
# Nothing from elsewhere, nothing inline: what a student writes could not run even if a template forgot to escape it.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}

_TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)


_TEMPLATES.filters |= FILTERS


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
        override = self.service.settings.unsafe_judge_despite
        shown = {"viewer": self.viewer, "override": override, "path": self.request.url.path, **(values or {})}
        return HTMLResponse(_TEMPLATES.get_template(template).render(shown), status, HEADERS)


def render_apology(status: HTTPStatus, message: str) -> HTMLResponse:
    """A page that needs nobody and nothing."""
    shown = {"title": status.phrase, "message": message}
    return HTMLResponse(_TEMPLATES.get_template("apology.html").render(shown), status, HEADERS)


def go_to(location: str) -> RedirectResponse:
    """The answer to a form that was taken: the browser fetches that page, and a reload sends nothing again."""
    return RedirectResponse(location, HTTPStatus.SEE_OTHER)


@dataclass(frozen=True, slots=True)
class MemberPage(Page):
    """Of somebody who is signed in."""

    account: Account

"""All pages, as one part of the application."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import Response

from app.site import account, catalogue, classroom, compare, draft, live, oidc, problem, signing, submission
from app.site.access import open_page
from app.site.errors import handle_page_errors
from app.site.static_files import serve_static


def add_pages(app: FastAPI) -> None:
    for module in (catalogue, problem, draft, classroom, compare, submission, live, signing, oidc, account):
        app.include_router(module.router)
    app.mount("/static", serve_static(), name="static")
    handle_page_errors(app, _answer)


async def _answer(request: Request, status: HTTPStatus, message: str) -> Response:
    page = await open_page(request, request.app.state.service)
    template = "refused.html" if page.is_partial else "error.html"
    return page.render(template, {"title": status.phrase, "message": message}, status)

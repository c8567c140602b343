"""All pages, as one part of the application."""

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles

from app.site import account, catalogue, classroom, compare, problem, signing, submission
from app.site.access import open_page
from app.site.errors import handle_page_errors
from app.site.rendering import HERE


def add_pages(app: FastAPI) -> None:
    for module in (catalogue, problem, classroom, compare, submission, signing, account):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    handle_page_errors(app, _answer)


async def _answer(request: Request, status: HTTPStatus, message: str) -> Response:
    page = await open_page(request, request.app.state.service)
    return page.render("error.html", {"title": status.phrase, "message": message}, status)

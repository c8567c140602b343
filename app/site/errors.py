"""What a page can refuse, as exceptions; told on a page, where the API would answer with problem details."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import ClassVar, cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import Scope

from app.api.errors import ApiError, BodyTooLargeError
from app.api.errors import answer as answer_api
from app.site.rendering import go_to, is_partial, render

Handler = Callable[[Request, Exception], Awaitable[Response]]
API_PATHS = ("/api/", "/livez", "/readyz", "/metrics", "/openapi.json", "/static-offline-docs/")


class PageError(Exception):
    """The message says what happened and what to do."""

    status: ClassVar[HTTPStatus]


class NothingHereError(PageError):
    status = HTTPStatus.NOT_FOUND


class ForbiddenError(PageError):
    status = HTTPStatus.FORBIDDEN


class ForeignFormError(PageError):
    status = HTTPStatus.FORBIDDEN


class SignInFirst(Exception):
    """`location` is where to sign in."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


def handle_page_errors(app: FastAPI, answer: Callable[[Request, HTTPStatus, str], Awaitable[Response]]) -> None:
    """`answer` makes the page. What both pages and the API can raise goes to the API's own handlers for its paths."""

    async def answer_page_error(request: Request, error: Exception) -> Response:
        fault = cast(PageError, error)
        return await answer(request, fault.status, str(fault))

    async def answer_http_error(request: Request, error: Exception) -> Response:
        status = HTTPStatus(cast(HTTPException, error).status_code)
        what = "There is no such page." if status is HTTPStatus.NOT_FOUND else f"{status.phrase}."
        return await answer(request, status, what)

    async def answer_invalid_request(request: Request, _error: Exception) -> Response:
        return await answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, "This form came in incomplete: send it again.")

    app.add_exception_handler(PageError, answer_page_error)
    app.add_exception_handler(SignInFirst, _go_to_sign_in)
    for kind, handler in ((HTTPException, answer_http_error), (RequestValidationError, answer_invalid_request)):
        app.add_exception_handler(kind, _choose(cast(Handler, app.exception_handlers[kind]), handler))


def refuse(scope: Scope, error: ApiError) -> Response:
    """Of a request that no endpoint looks at, or that none could answer: neither who asked nor the store is needed."""
    if is_for_api(scope["path"]):
        return answer_api(error)
    what = error.detail
    if isinstance(error, BodyTooLargeError):
        what = "What you sent is too large, so nothing of it was taken. Make it smaller and send it again."
    template = "refused.html" if is_partial(Request(scope)) else "apology.html"
    return render(template, {"title": error.status.phrase, "message": what}, error.status)


def is_for_api(path: str) -> bool:
    return path.startswith(API_PATHS)


def _choose(for_api: Handler, for_pages: Handler) -> Handler:
    async def answer(request: Request, error: Exception) -> Response:
        return await (for_api if is_for_api(request.url.path) else for_pages)(request, error)

    return answer


async def _go_to_sign_in(request: Request, error: Exception) -> Response:
    location = cast(SignInFirst, error).location
    # A script would follow a redirect, and put the whole page that it finds there into the one that is open.
    return Response(status_code=401, headers={"HX-Redirect": location}) if is_partial(request) else go_to(location)

"""Around every request: a bound on its body, headers on its answer, one line in the log, and no traceback in sight."""

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import cast

import structlog
from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.errors import ApiError, BodyTooLargeError, InternalError

log = structlog.get_logger()
Refuse = Callable[[Scope, ApiError], Response]
"""What is answered there, as whoever asks can read it."""

BODY_MOST_BYTES = 1 << 20
# A client that is cut off while it sends never reads its 413; past this one we cut it off all the same.
DRAIN_MOST_BYTES = 16 << 20
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


class Boundary:
    """The outermost of ours."""

    def __init__(self, app: ASGIApp, refuse: Refuse, override: Sequence[str]) -> None:
        self._app = app
        self._refuse = refuse
        self._headers = HEADERS | ({"Arborist-Override": ", ".join(override)} if override else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = time.monotonic()
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                self._add_headers(scope, message)
            await send(message)

        try:
            await self._app(scope, receive, send_with_headers)
        except Exception:
            log.exception("request_failed", method=scope["method"], path=scope["path"])
            if status:  # too late for another answer: the server closes the connection
                raise
            failed = self._refuse(scope, InternalError("Something went wrong on our side; it has been logged."))
            await failed(scope, receive, send_with_headers)
        finally:
            spent_ms = round((time.monotonic() - started) * 1000, 1)
            log.info("request", method=scope["method"], path=scope["path"], status=status, ms=spent_ms)

    def _add_headers(self, scope: Scope, message: Message) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in self._headers.items():
            headers[name] = value
        if scope["path"].startswith("/api/"):
            headers["Cache-Control"] = "no-store"


class BodyLimit:
    """Reads the body before anything else does, so that nobody meets more than BODY_MOST_BYTES of it.

    FastAPI's own `max_body_size` answers in plain text where a route does not read its body.
    """

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app = app
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = await _read_body(receive)
        if body is None:
            too_large = BodyTooLargeError(f"A request's body may have {BODY_MOST_BYTES} bytes.")
            await self._refuse(scope, too_large)(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)


async def _read_body(receive: Receive) -> bytes | None:
    """None if it is too large."""
    chunks: list[bytes] = []
    size_bytes = 0
    is_whole = False
    while not is_whole and size_bytes <= DRAIN_MOST_BYTES:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        chunk = cast(bytes, message.get("body", b""))
        size_bytes += len(chunk)
        if size_bytes <= BODY_MOST_BYTES:
            chunks.append(chunk)
        is_whole = not message.get("more_body", False)
    return b"".join(chunks) if size_bytes <= BODY_MOST_BYTES else None


def _replay(body: bytes, receive: Receive) -> Callable[[], Awaitable[Message]]:
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive_again() -> Message:
        return messages.pop() if messages else await receive()

    return receive_again

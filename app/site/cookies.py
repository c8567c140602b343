"""The cookie that keeps a browser signed in."""

from fastapi import Request, Response

from app.store import sessions

PLAIN_COOKIE = "arborist"
SECURE_COOKIE = "__Host-arborist"
"""A browser takes this name only over HTTPS, for the whole host, from the host itself."""


def read_secret(request: Request) -> str | None:
    return request.cookies.get(_name_cookie(request))


def remember(request: Request, response: Response, secret: str) -> None:
    """Keeps the browser signed in."""
    response.set_cookie(
        _name_cookie(request),
        secret,
        max_age=int(sessions.LIFE.total_seconds()),
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )


def forget(request: Request, response: Response) -> None:
    response.delete_cookie(_name_cookie(request), secure=_is_secure(request), httponly=True, samesite="lax")


def _name_cookie(request: Request) -> str:
    return SECURE_COOKIE if _is_secure(request) else PLAIN_COOKIE


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"

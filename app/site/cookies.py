"""The cookie that keeps a browser signed in, and the one that it carries to the provider and back."""

from fastapi import Request, Response

from app.identity import detour
from app.store import sessions

SESSION = "arborist"
DETOUR = "arborist-detour"
SECURE_PREFIX = "__Host-"
"""A browser takes a name that begins so only over HTTPS, for the whole host, from the host itself."""


def read_secret(request: Request) -> str | None:
    return request.cookies.get(_complete(request, SESSION))


def remember(request: Request, response: Response, secret: str) -> None:
    """Keeps the browser signed in."""
    _set(request, response, SESSION, secret, int(sessions.LIFE.total_seconds()))


def forget(request: Request, response: Response) -> None:
    _delete(request, response, SESSION)


def read_detour(request: Request) -> str:
    return request.cookies.get(_complete(request, DETOUR), "")


def remember_detour(request: Request, response: Response, sealed: str) -> None:
    _set(request, response, DETOUR, sealed, detour.LIFE_S)


def forget_detour(request: Request, response: Response) -> None:
    _delete(request, response, DETOUR)


def _set(request: Request, response: Response, name: str, value: str, life_s: int) -> None:
    # lax: a cookie that is strict would not come along when the provider sends somebody back
    response.set_cookie(
        _complete(request, name), value, max_age=life_s, secure=_is_secure(request), httponly=True, samesite="lax"
    )


def _delete(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(_complete(request, name), secure=_is_secure(request), httponly=True, samesite="lax")


def _complete(request: Request, name: str) -> str:
    return f"{SECURE_PREFIX}{name}" if _is_secure(request) else name


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"

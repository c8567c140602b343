"""Our own scripts, styles and pictures: small on the wire, and fetched once by each browser."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Scope

FOLDER = Path(__file__).parent / "static"
# An address holds a digest of what is there, so what is there never changes.
FOR_EVER = "public, max-age=31536000, immutable"
MUST_ASK = "no-cache"


def serve_static() -> ASGIApp:
    return GZipMiddleware(_Files(directory=FOLDER), compresslevel=6)


@lru_cache(maxsize=64)
def find_address(name: str) -> str:
    """Where a browser fetches the file `name` of the static folder.

    Raises FileNotFoundError, for a bundle if it was not built.
    """
    try:
        content = (FOLDER / name).read_bytes()
    except FileNotFoundError as error:
        raise FileNotFoundError(f"{FOLDER / name} is missing: `.ci/venv` builds the pages' scripts") from error
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:16]}"


class _Files(StaticFiles):
    def file_response(self, full_path: Any, stat_result: Any, scope: Scope, status_code: int = 200) -> Response:
        response = super().file_response(full_path, stat_result, scope, status_code)
        is_versioned = scope["query_string"].startswith(b"v=")
        response.headers["Cache-Control"] = FOR_EVER if is_versioned else MUST_ASK
        return response

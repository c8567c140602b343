"""Random secrets that are shown once and kept as their SHA-256: being random, they need no salt and no slow hash."""

import hashlib
from secrets import token_urlsafe

BYTES = 32


def new_secret() -> str:
    return token_urlsafe(BYTES)


def digest(secret: str) -> str:
    """A look-up by it tells nothing of the secret by the time that it takes."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()

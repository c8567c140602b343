"""Passwords: hashed with argon2 on threads of their own, since that takes a core some tens of milliseconds.

And 64 MiB: so there are two threads, and whoever comes at the same time waits.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from pwdlib import PasswordHash

LEAST_CHARACTERS = 10
MOST_CHARACTERS = 200
_THREADS = ThreadPoolExecutor(2, "argon2")


async def hash_password(password: str) -> str:
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _get_hasher().hash, password)


async def verify(password: str, password_hash: str | None) -> bool:
    """False where there is none; it takes as long, so that nobody learns by the time which accounts there are."""
    return await asyncio.get_running_loop().run_in_executor(_THREADS, _verify, password, password_hash)


def _verify(password: str, password_hash: str | None) -> bool:
    is_right = _get_hasher().verify(password, password_hash or _get_decoy())
    return is_right and password_hash is not None


@cache
def _get_hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _get_decoy() -> str:
    return _get_hasher().hash("the password of nobody")

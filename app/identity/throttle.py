"""How often somebody may be wrong about a password, and how many accounts may be made from one address."""

import asyncio
import time
from math import ceil

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import MovingWindowRateLimiter

PER_LOGIN_AND_ADDRESS = RateLimitItemPerMinute(6, 5)
"""Enough for a person who has forgotten which of a few it was."""
PER_LOGIN = RateLimitItemPerHour(60)
"""From many addresses at once."""
PER_ADDRESS = RateLimitItemPerMinute(60, 5)
"""Of a whole class behind one."""
SIGN_UPS_PER_ADDRESS = RateLimitItemPerMinute(60, 10)
"""Of a whole class behind one, in its first lesson."""


class Throttle:
    """Of signing in it counts failures alone: whoever knows the password is never counted."""

    def __init__(self) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self.turn = asyncio.Semaphore(1)
        """To be held from `permits` to `count_failure`: a hundred guesses at once would else find none counted."""

    async def permits(self, login: str, address: str) -> bool:
        """Whether another attempt is to be looked at."""
        return all([await self._limiter.test(limit, *key) for limit, key in _list_counts(login, address)])

    async def count_failure(self, login: str, address: str) -> None:
        for limit, key in _list_counts(login, address):
            await self._limiter.hit(limit, *key)

    async def count_sign_up(self, address: str) -> int:
        """0 if it is within the limit, or else after how many minutes another one will be."""
        key = (SIGN_UPS_PER_ADDRESS, "sign-up", address)
        if await self._limiter.hit(*key):
            return 0
        stats = await self._limiter.get_window_stats(*key)
        return max(1, ceil((stats.reset_time - time.time()) / 60))


def _list_counts(login: str, address: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
    return [
        (PER_LOGIN_AND_ADDRESS, ("both", login, address)),
        (PER_LOGIN, ("login", login)),
        (PER_ADDRESS, ("address", address)),
    ]

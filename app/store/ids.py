"""Ids of stored things: url-safe, in order of time, and not to be guessed."""

import secrets
import time


def new_id() -> str:
    """32 hex digits: 12 of milliseconds since 1970, then 80 random bits."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"

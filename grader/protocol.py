"""Frames between judge and worker: a prefix with two lengths, a JSON header, raw bytes.

Both sides read with `FrameReader`; the judge's side of it meets hostile bytes, so every length is checked before
anything is kept. Source of the idea: DECISIONS 2, no pickle.
"""

import json
import struct
from dataclasses import dataclass
from typing import Any

PREFIX = struct.Struct(">II")
MOST_HEADER_BYTES = 256 * 1024


class MalformedFrame(ValueError):
    """The bytes are not a frame, or a larger one than is allowed."""


@dataclass(frozen=True, slots=True)
class Frame:
    """`header` is a JSON object; `body` holds the arrays that it describes."""

    header: dict[str, Any]
    body: bytes = b""

    def encode(self) -> bytes:
        header = json.dumps(self.header, allow_nan=False).encode()
        return PREFIX.pack(len(header), len(self.body)) + header + self.body


class FrameReader:
    """Cuts a stream of bytes into frames. `most_bytes` bounds one frame, prefix included."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._buffer = bytearray()

    def feed(self, chunk: bytes) -> None:
        self._buffer += chunk

    def take(self) -> Frame | None:
        """The next whole frame, or None until more bytes come. Raises MalformedFrame."""
        if len(self._buffer) < PREFIX.size:
            return None
        header_bytes, body_bytes = PREFIX.unpack_from(self._buffer)
        end = PREFIX.size + header_bytes + body_bytes
        if header_bytes > MOST_HEADER_BYTES or end > self._most_bytes:
            raise MalformedFrame(f"a frame of {end} bytes, where at most {self._most_bytes} are allowed")
        if len(self._buffer) < end:
            return None
        header = _parse_header(bytes(self._buffer[PREFIX.size : PREFIX.size + header_bytes]))
        body = bytes(self._buffer[PREFIX.size + header_bytes : end])
        del self._buffer[:end]
        return Frame(header, body)


def _parse_header(text: bytes) -> dict[str, Any]:
    try:
        header = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise MalformedFrame("the header is not JSON") from None
    if not isinstance(header, dict):
        raise MalformedFrame("the header is not a JSON object")
    return header


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")

"""The packets between a zygote and the judge: one JSON object each, with descriptors beside it."""

import json
import socket
from collections.abc import Sequence
from typing import Any

MOST_PACKET_BYTES = 1 << 17
"""A problem's warm-up is the longest thing that is sent; below what the kernel takes as one packet."""
MOST_DESCRIPTORS = 4


def send(control: socket.socket, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
    """Raises OSError, also where the other end is gone."""
    socket.send_fds(control, [json.dumps(message).encode()], list(descriptors))


def receive(control: socket.socket) -> tuple[dict[str, Any] | None, list[int]]:
    """The next message with its descriptors; None at the end. Raises OSError."""
    packet, descriptors, _, _ = socket.recv_fds(control, MOST_PACKET_BYTES, MOST_DESCRIPTORS)
    return (json.loads(packet) if packet else None), descriptors

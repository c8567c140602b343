"""What the service and a judge process say to each other: JSON lines on the judge's stdin and stdout."""

import base64
import json
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter

from app.store.submissions import ClaimedSubmission
from grader.verdict import Verdict

LINE_MOST_BYTES = 4 << 20
_VERDICT = TypeAdapter(Verdict)


class ProtocolError(ValueError):
    """A judge wrote something else than the next event of its protocol."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The judge can judge."""


@dataclass(frozen=True, slots=True)
class Progress:
    """`calls` of a submission's `of` calls are judged."""

    id: str
    calls: int
    of: int


@dataclass(frozen=True, slots=True)
class Judged:
    id: str
    verdict: Verdict


JudgeEvent = Ready | Progress | Judged


def write_request(claimed: ClaimedSubmission, *, has_spare_core: bool) -> bytes:
    request = {
        "id": claimed.id,
        "problem_id": claimed.problem_id,
        "source": base64.b64encode(claimed.source).decode(),
        "mode": claimed.mode,
        "queued_ms": claimed.queued_ms,
        "replay_seed": None,
        "has_spare_core": has_spare_core,
    }
    return json.dumps(request).encode() + b"\n"


def read_event(line: bytes) -> JudgeEvent:
    """The event on `line`. Raises ProtocolError."""
    try:
        return _to_event(json.loads(line))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ProtocolError(f"not an event of a judge: {line[:80]!r}") from error


def verdict_to_json(verdict: Verdict) -> str:
    return json.dumps(verdict.to_json(), allow_nan=False)


def verdict_from_json(text: str | bytes) -> Verdict:
    """Raises ValueError."""
    return _VERDICT.validate_json(text)


def _to_event(message: dict[str, Any]) -> JudgeEvent:
    match message["event"]:
        case "ready":
            return Ready()
        case "progress":
            return Progress(str(message["id"]), int(message["calls"]), int(message["of"]))
        case "verdict":
            return Judged(str(message["id"]), _to_verdict(message["verdict"]))
        case unknown:
            raise ValueError(unknown)


def _to_verdict(value: object) -> Verdict:
    # A lone surrogate, which a student can print, has no UTF-8 and many a JSON parser refuses it: it becomes "?".
    # No NaN outside strings either: Verdict promises that any parser reads it.
    return verdict_from_json(json.dumps(value, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace"))

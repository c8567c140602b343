"""Judge a submission of the store once more, with its calls, and say what has become different."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.store import history
from app.store.database import Store
from grader.verdict import Mode

MEASURED = ("timing_ms", "peak_memory_bytes", "stdout", "stderr")
"""What no two runs have in common, even of the same code: it may print its own time."""


class NotJudgedError(Exception):
    """There is nothing to replay. The message says why, and where to look."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A submission with the verdict that was given on it."""

    id: str
    problem_id: str
    mode: Mode
    source: bytes
    verdict: Mapping[str, Any]


async def find_recorded(store: Store, submission_id: str) -> Recorded:
    """Raises NotJudgedError."""
    kept = await history.find(store, submission_id)
    if kept is None:
        raise NotJudgedError(f"there is no submission {submission_id!r} in this store")
    entry = kept.entry
    if kept.verdict is None:
        raise NotJudgedError(f"submission {submission_id} has no verdict yet: it is {entry.status}")
    return Recorded(entry.id, entry.problem_id, entry.mode, kept.source, json.loads(kept.verdict))


def find_changes(recorded: Mapping[str, Any], again: Mapping[str, Any]) -> list[str]:
    """Each field that differs, as one line; nothing where the verdict is the same."""
    return list(_compare("", _without_measured(recorded), _without_measured(again)))


def _without_measured(verdict: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in verdict.items() if name not in MEASURED}


def _compare(path: str, was: Any, is_now: Any) -> Iterator[str]:
    if isinstance(was, dict) and isinstance(is_now, dict):
        for name in {**was, **is_now}:
            yield from _compare(f"{path}.{name}" if path else name, was.get(name), is_now.get(name))
    elif isinstance(was, list) and isinstance(is_now, list) and len(was) == len(is_now):
        for place, (one, other) in enumerate(zip(was, is_now, strict=True)):
            yield from _compare(f"{path}[{place}]", one, other)
    elif was != is_now:
        yield f"{path}: was {json.dumps(was)}, is {json.dumps(is_now)}"

"""`python -m grader.judge --problems DIR --cache DIR`: judge what comes in on stdin, one JSON object a line.

In: {"id", "problem_id", "source" (base64), "mode", "queued_ms", "replay_seed", "has_spare_core"}. Out, on stdout:
{"event": "ready"}, {"event": "progress", "id", "calls", "of"}, {"event": "verdict", "id", "verdict"}. The log goes to
stderr. Ends when stdin does.
"""

import argparse
import base64
import json
import logging
import os
import select
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from grader.judge.session import open_judge
from grader.judge.submission import Submission
from grader.limits import Limits
from grader.verdict import Mode

PROGRESS_EVERY_CALLS = 5
CHUNK_BYTES = 1 << 16
END = object()


def main() -> None:
    options = _parse_options()
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever a library prints goes to the log, never among the replies
    with open_judge(options.problems, options.cache, Limits(**json.loads(options.most))) as session:
        session.warm_up()
        session.wait_until_ready()
        _reply(replies, {"event": "ready"})
        for line in _read_lines(meanwhile=session.prepare_ahead()):
            submission = _parse_submission(json.loads(line))
            on_progress = _Progress(replies, submission.id)
            verdict = session.judge(submission, on_progress)
            _reply(replies, {"event": "verdict", "id": submission.id, "verdict": verdict.to_json()})


def _read_lines(meanwhile: Iterator[None]) -> Iterator[bytes]:
    """The lines of stdin; where there is none, one step of `meanwhile` after the other."""
    received = b""
    while True:
        line, newline, rest = received.partition(b"\n")
        if newline:
            received = rest
            yield line
        elif not select.select([0], [], [], 0)[0] and next(meanwhile, END) is not END:
            continue
        elif chunk := os.read(0, CHUNK_BYTES):
            received += chunk
        else:
            return


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m grader.judge", description=__doc__)
    parser.add_argument("--problems", type=Path, required=True)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--most", default="{}", help="the operator's bounds on limits, as a JSON object")
    return parser.parse_args()


def _parse_submission(request: dict[str, Any]) -> Submission:
    return Submission(
        id=request["id"],
        problem_id=request["problem_id"],
        source=base64.b64decode(request["source"]),
        mode=Mode(request["mode"]),
        queued_ms=request["queued_ms"],
        replay_seed=request["replay_seed"],
        has_spare_core=request["has_spare_core"],
    )


class _Progress:
    """Tells of every few calls."""

    def __init__(self, replies: IO[str], submission_id: str) -> None:
        self._replies = replies
        self._submission_id = submission_id

    def __call__(self, calls: int, of: int) -> None:
        if calls % PROGRESS_EVERY_CALLS == 0 and calls <= of:
            _reply(self._replies, {"event": "progress", "id": self._submission_id, "calls": calls, "of": of})


def _reply(replies: IO[str], message: dict[str, Any]) -> None:
    replies.write(json.dumps(message, allow_nan=False) + "\n")
    replies.flush()


if __name__ == "__main__":
    main()

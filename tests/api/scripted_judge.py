"""A fake at the port between service and judge: speaks the judge's protocol, and does what the source says.

The first word of a source is what to do, the rest its argument:
an outcome's name   that outcome at once
echo                accepted, with the bytes of the source as Python writes them in stdout
spare               accepted, with whether it has a spare core in stdout
gate PATH           accepted, once PATH exists
read PATH           the outcome that PATH says, once it exists
misunderstood TEXT  wrong_answer, with TEXT as its misconception
die / hang          ends / never answers
die_once PATH       ends, unless PATH exists, which it makes; then accepted
flood / garbage / stranger   a line without end / no JSON / a verdict for somebody else
surrogate           accepted, with a lone surrogate in stdout
tell PATH           the verdict with the fields in that file of JSON; the rest of the source does not matter
"""

import argparse
import base64
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from grader.verdict import (
    Captured,
    Check,
    CheckStatus,
    Diagnosis,
    Lesson,
    Mode,
    Outcome,
    TimingMs,
    Verdict,
    Versions,
)

POLL_S = 0.005
SERVICE_PID = os.getppid()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--journal", type=Path, required=True, help="one line is added for each submission begun")
    parser.add_argument("--ready-gate", type=Path, help="ready once this exists")
    options = parser.parse_args()
    if options.ready_gate:
        wait_for(options.ready_gate)
    say({"event": "ready"})
    for line in sys.stdin:
        request = json.loads(line)
        with options.journal.open("a") as journal:
            journal.write(f"{request['id']} {os.getpid()}\n")
        answer(request)


def answer(request: dict[str, Any]) -> None:
    source = base64.b64decode(request["source"])
    word, _, argument = source.decode("utf-8", "replace").partition(" ")
    misbehave(word, argument)
    verdict = build_verdict(request)
    told: dict[str, Any] = {}
    match word:
        case "gate":
            say({"event": "progress", "id": request["id"], "calls": 1, "of": 100})
            wait_for(Path(argument))
        case "read":
            verdict = replace(verdict, outcome=Outcome(read_from(Path(argument))))
        case "misunderstood":
            lesson = Lesson(Diagnosis(argument, "Think again."))
            verdict = replace(verdict, outcome=Outcome.WRONG_ANSWER, lesson=lesson)
        case "echo":
            verdict = replace(verdict, stdout=Captured(repr(source)))
        case "spare":
            verdict = replace(verdict, stdout=Captured(repr(request["has_spare_core"])))
        case "surrogate":
            verdict = replace(verdict, stdout=Captured("\ud800"))
        case "tell":
            told = json.loads(Path(argument.split()[0]).read_text())
        case "stranger":
            say({"event": "verdict", "id": "somebody else", "verdict": verdict.to_json()})
        case word if word in set(Outcome):
            verdict = replace(verdict, outcome=Outcome(word), score=float(word == Outcome.ACCEPTED))
    say({"event": "verdict", "id": request["id"], "verdict": verdict.to_json() | told})


def misbehave(word: str, argument: str) -> None:
    match word:
        case "die":
            os._exit(1)
        case "die_once" if not Path(argument).exists():
            Path(argument).touch()
            os._exit(1)
        case "hang":
            wait_for(Path("/never"))
        case "flood":
            while True:
                sys.stdout.write("x" * 65536)
        case "garbage":
            sys.stdout.write("this is no JSON\n")
            sys.stdout.flush()


def build_verdict(request: dict[str, Any]) -> Verdict:
    return Verdict(
        id=request["id"],
        problem_id=request["problem_id"],
        problem_version="scripted",
        mode=Mode(request["mode"]),
        outcome=Outcome.ACCEPTED,
        score=1.0,
        message="Scripted.",
        checks=[Check("values", "Values", CheckStatus.PASSED, 20.0, 20.0)],
        counterexample=None,
        stdout=Captured(),
        stderr=Captured(),
        calls_judged=100,
        timing_ms=TimingMs(queued=request["queued_ms"]),
        peak_memory_bytes=1,
        versions=Versions("0", "0", "0", "0", "0"),
        replay_seed=1,
    )


def read_from(path: Path) -> str:
    wait_for(path)
    wait_until(path.read_text)  # whoever makes it writes into it a moment later
    return path.read_text()


def wait_for(path: Path) -> None:
    wait_until(path.exists)


def wait_until(find: Callable[[], object]) -> None:
    """Or for the end of the service, which a killed one cannot announce."""
    while not find():
        if os.getppid() != SERVICE_PID:
            sys.exit("orphaned")
        time.sleep(POLL_S)


def say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

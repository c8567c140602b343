"""The service as a process of its own, with scripted judges: to be killed, restarted and talked to from outside."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from tests.api.embedded_service import PROBLEM
from tests.api.scripts import Cage
from tests.api.waiting import wait_until

ROOT = Path(__file__).parents[2]
# Far above what a stop takes: judges are killed after their grace.
STOP_WALL_S = 15


@dataclass(frozen=True, slots=True)
class RunningService:
    process: subprocess.Popen[str]
    greeting: list[str]
    address: str

    def client(self, token: str) -> httpx2.Client:
        return httpx2.Client(base_url=self.address, headers={"Authorization": f"Bearer {token}"}, timeout=40)

    def wait_until_ready(self, judges: int) -> None:
        def find_readiness() -> bool:
            readiness = httpx2.get(f"{self.address}/readyz").json()
            return bool(readiness["ready"] and readiness["judges"]["ready"] == judges)

        wait_until(find_readiness, "readiness")

    def stop(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(STOP_WALL_S)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a service keeps its things, from one start to the next."""

    folder: Path

    @property
    def journal(self) -> Path:
        return self.folder / "journal"

    def environment(self, **knobs: Any) -> dict[str, str]:
        settings = {"data_dir": self.folder / "store", "cache_dir": self.folder / "cache", "port": 0, "judges": 1}
        return os.environ | {f"ARBORIST_{name.upper()}": str(value) for name, value in (settings | knobs).items()}

    def run(self, *command: str, **knobs: Any) -> subprocess.CompletedProcess[str]:
        """An `arborist` command in this place."""
        arguments = [sys.executable, "-c", "from app.cli import main; main()", *command]
        environment = self.environment(**knobs)
        return subprocess.run(arguments, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)

    @contextmanager
    def serve(self, cage: Cage = "holds", **knobs: Any) -> Iterator[RunningService]:
        """Started, bound and greeting; killed at the end if it still runs."""
        command = [sys.executable, "-m", "tests.api.scripted_service", str(self.journal), cage]
        log = (self.folder / "log").open("a")
        with (
            log,
            subprocess.Popen(
                command, cwd=ROOT, env=self.environment(**knobs), stdout=subprocess.PIPE, stderr=log, text=True
            ) as process,
        ):
            try:
                yield self._read_greeting(process)
            finally:
                process.kill()

    def _read_greeting(self, process: subprocess.Popen[str]) -> RunningService:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert first, f"it did not start:\n{(self.folder / 'log').read_text()}"
        address = next(word for word in first.split() if word.startswith("http://"))
        second = process.stdout.readline()
        return RunningService(process, [first, second], address)


def find_token(line: str) -> str:
    """The token in a curl line."""
    return line.partition("Bearer ")[2].partition("'")[0]


def submission(source: str, wait_s: float = 0) -> dict[str, Any]:
    return {"problem_id": PROBLEM, "source": source, "wait_s": wait_s}

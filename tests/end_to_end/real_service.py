"""`arborist serve` as a process of its own, with real judges and a real cage."""

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

ROOT = Path(__file__).parents[2]
ARBORIST = [sys.executable, "-c", "from app.cli import main; main()"]
ANSWER_WALL_S = 60


@dataclass(frozen=True, slots=True)
class RealService:
    """Started and bound; its judges may still be getting ready."""

    process: subprocess.Popen[str]
    address: str
    second_line: str

    def client(self, token: str) -> httpx2.Client:
        return httpx2.Client(base_url=self.address, headers={"Authorization": f"Bearer {token}"}, timeout=ANSWER_WALL_S)

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        while not (line := self.process.stdout.readline()).startswith("Ready"):
            assert line, "it ended before it was ready"

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


def environment(folder: Path, cache_dir: Path) -> dict[str, str]:
    settings = {"DATA_DIR": folder / "data", "CACHE_DIR": cache_dir, "PORT": 0, "JUDGES": 1, "LOG_LEVEL": "warning"}
    return os.environ | {f"ARBORIST_{name}": str(value) for name, value in settings.items()}


@contextmanager
def serve(folder: Path, cache_dir: Path) -> Iterator[RealService]:
    with (
        (folder / "log").open("a") as log,
        subprocess.Popen(
            [*ARBORIST, "serve"],
            cwd=ROOT,
            env=environment(folder, cache_dir),
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            first, second = process.stdout.readline(), process.stdout.readline()
            assert first, (folder / "log").read_text()
            yield RealService(process, next(word for word in first.split() if word.startswith("http://")), second)
        finally:
            process.terminate()
            process.wait(30)


def wait_for_verdict(client: httpx2.Client, submission_id: str) -> dict[str, Any]:
    """Asks again as often as the answer says to, for as long as httpx2's own bound on the test's time allows."""
    while True:
        answer = client.get(f"/api/v1/submissions/{submission_id}").json()
        if answer["status"] == "done":
            verdict: dict[str, Any] = answer
            return verdict

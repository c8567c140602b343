"""`arborist serve` with real judges and a real cage, and its data in a folder that goes with it."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.client import Client
from tests.benchmarks.places import BENCH_DIR, ROOT

ARBORIST = (sys.executable, "-c", "from app.cli import main; main()")
READY_WALL_S = 300.0
STOP_WALL_S = 30.0
LOOK_S = 0.02
# One process makes all the tokens: the command takes a second to start.
CREATE_TOKENS = """
import sys
from app.cli import app
for name in sys.argv[1:]:
    app(["tokens", "create", name], standalone_mode=False)
"""


@dataclass(frozen=True, slots=True)
class Service:
    """Started and bound; its judges may still be getting ready. `started_s` is by time.perf_counter."""

    pid: int
    host: str
    token: str
    """The one in the line that it prints on a fresh store."""
    environment: dict[str, str]
    started_s: float

    @property
    def store_file(self) -> Path:
        return Path(self.environment["ARBORIST_DATA_DIR"]) / "arborist.db"

    def read_readiness(self) -> dict[str, Any]:
        return dict(self.client.request("GET", "/readyz").body)

    def wait_until_ready(self, *, whole: bool) -> float:
        """Until it says that it is ready, or with `whole` until each of its judges is; seconds since its start."""
        deadline_s = time.monotonic() + READY_WALL_S
        while not _is_ready(readiness := self.read_readiness(), whole=whole):
            if time.monotonic() > deadline_s:
                raise RuntimeError(f"not ready within {READY_WALL_S:g} s: {readiness}")
            time.sleep(LOOK_S)
        return time.perf_counter() - self.started_s

    @property
    def client(self) -> Client:
        return Client(self.host, self.token)

    def create_clients(self, count: int) -> list[Client]:
        """Each with a token of its own: as many students."""
        names = [f"student-{number}-{time.monotonic_ns()}" for number in range(count)]
        command = [sys.executable, "-c", CREATE_TOKENS, *names]
        made = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True)
        return [Client(self.host, token) for token in made.stdout.split()]


def _is_ready(readiness: dict[str, Any], *, whole: bool) -> bool:
    judges = readiness["judges"]
    return bool(readiness["ready"] and (judges["ready"] == judges["of"] or not whole))


@contextmanager
def serve(cache_dir: Path, **settings: object) -> Iterator[Service]:
    """A service on a fresh store. Settings of whoever runs the benchmark do not count."""
    BENCH_DIR.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=BENCH_DIR, prefix="service-") as name, (Path(name) / "log").open("w") as log:
        given = {"data_dir": f"{name}/data", "cache_dir": cache_dir, "port": 0, "log_level": "warning", **settings}
        environment = {key: value for key, value in os.environ.items() if not key.startswith("ARBORIST_")}
        environment |= {f"ARBORIST_{key.upper()}": str(value) for key, value in given.items()}
        started_s = time.perf_counter()
        command = [*ARBORIST, "serve"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True)
        try:
            host, token = _read_greeting(process)
            yield Service(process.pid, host, token, environment, started_s)
        except BaseException:
            print((Path(name) / "log").read_text(encoding="utf-8"), file=sys.stderr)
            raise
        finally:
            _stop(process)


def _read_greeting(process: subprocess.Popen[str]) -> tuple[str, str]:
    """Where it is, and a token: it prints both, as soon as it listens."""
    assert process.stdout is not None
    where, request = process.stdout.readline(), process.stdout.readline()
    host = where.partition("http://")[2].partition(" ")[0]
    token = request.partition("Bearer ")[2].partition("'")[0]
    if not (host and token):
        raise RuntimeError(f"the service did not start: it printed {where!r} and {request!r}")
    return host, token


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.communicate(timeout=STOP_WALL_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()

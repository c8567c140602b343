"""One run of docker-compose.yml under a name, a port and a volume of its own, and a client for it."""

import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.architecture.source import ROOT

START_WALL_S = 180
VERDICT_WALL_S = 120


@dataclass(frozen=True, slots=True)
class Service:
    """A started container of the service `web`."""

    project: str
    port: int
    files: str
    """As COMPOSE_FILE lists them."""

    def compose(self, *arguments: str) -> str:
        """What the command wrote to stdout."""
        environment = os.environ | {"ARBORIST_PORT": str(self.port), "COMPOSE_FILE": self.files}
        command = ["docker", "compose", "--project-name", self.project, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def start(self) -> None:
        """Blocks until the health check of the image says that it is ready."""
        self.compose("up", "--detach", "--wait", "--wait-timeout", str(START_WALL_S), "web")

    def inspect(self) -> dict[str, Any]:
        container = self.compose("ps", "--all", "--quiet", "web").strip()
        done = subprocess.run(["docker", "inspect", container], capture_output=True, text=True, check=True)
        (description,) = json.loads(done.stdout)
        return dict(description)

    def run_python(self, source: str) -> str:
        return self.compose("exec", "-T", "web", "python", "-c", source).strip()

    def create_token(self, name: str) -> str:
        return self.compose("exec", "-T", "web", "arborist", "tokens", "create", name).split()[-1]


@dataclass(frozen=True, slots=True)
class Client:
    """Talks to the service as a program of a user does."""

    port: int
    token: str

    def judge(self, problem_id: str, source: str, mode: str = "submit") -> dict[str, Any]:
        body = {"problem_id": problem_id, "source": source, "mode": mode, "wait_s": 25}
        return self.wait_for_verdict(self.request("/api/v1/submissions", body)["id"])

    def wait_for_verdict(self, submission_id: str) -> dict[str, Any]:
        deadline = time.monotonic() + VERDICT_WALL_S
        while (answer := self.request(f"/api/v1/submissions/{submission_id}"))["status"] != "done":
            assert time.monotonic() < deadline, f"no verdict within {VERDICT_WALL_S} s: {answer}"
            time.sleep(0.2)
        return answer

    def request(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return dict(json.load(response))
        except urllib.error.HTTPError as refusal:
            raise AssertionError(f"{path}: {refusal.code} {refusal.read().decode()}") from refusal


@contextmanager
def open_service(settings: Mapping[str, str] | None = None) -> Iterator[Service]:
    """Builds the image and starts it; leaves no container, no volume and no image behind.

    `settings` are variables of its environment. COMPOSE_FILE in the test's own may lay more files over ours.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".yml") as overlay:
        # JSON is YAML as well.
        json.dump({"services": {"web": {"environment": dict(settings or {})}}}, overlay)
        overlay.flush()
        files = f"{os.environ.get('COMPOSE_FILE', 'docker-compose.yml')}:{overlay.name}"
        yield from _run_service(Service(f"arborist-test-{uuid.uuid4().hex[:8]}", find_free_port(), files))


def _run_service(service: Service) -> Iterator[Service]:
    try:
        service.compose("build", "web")
        try:
            service.start()
        except AssertionError as failure:
            raise AssertionError(f"{failure}\n{service.compose('logs', '--no-color')}") from failure
        yield service
    finally:
        service.compose("down", "--volumes", "--remove-orphans", "--rmi", "local", "--timeout", "20")


def find_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""The service in the test's own process, with scripted judges, and a client that holds a token."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from fastapi.testclient import TestClient
from httpx2 import Response

from app.main import create_app
from app.service import Programs
from app.settings import Settings
from app.store import tokens
from app.store.database import Store, open_store
from tests.api.scripts import script_programs
from tests.api.waiting import wait_until

T = TypeVar("T")

PROBLEM = "state_zero_kernel"


@dataclass(frozen=True, slots=True)
class Api:
    client: TestClient
    settings: Settings
    journal: Path

    def submit(self, source: str, **fields: Any) -> Response:
        body = {"problem_id": PROBLEM, "source": source, "wait_s": 25} | fields
        return self.client.post("/api/v1/submissions", json=body)

    def submit_as(self, token: str, source: str) -> Response:
        body = {"problem_id": PROBLEM, "source": source}
        return self.client.post("/api/v1/submissions", json=body, headers={"Authorization": f"Bearer {token}"})

    def show(self, submission_id: str) -> dict[str, Any]:
        return dict(self.client.get(f"/api/v1/submissions/{submission_id}").json())

    def wait_for_verdict(self, submission_id: str) -> dict[str, Any]:
        wait_until(lambda: self.show(submission_id)["status"] == "done", f"a verdict for {submission_id}")
        return self.show(submission_id)

    def readiness(self) -> dict[str, Any]:
        return dict(self.client.get("/readyz").json())

    def measure(self) -> list[str]:
        """The lines of /metrics."""
        return self.client.get("/metrics").text.splitlines()

    def wait_until_ready(self) -> None:
        judges = self.settings.judges
        wait_until(lambda: self.readiness()["ready"] and self.readiness()["judges"]["ready"] == judges, "readiness")

    def judged(self) -> list[str]:
        """The ids of the submissions that judges began, in that order."""
        lines = self.journal.read_text().splitlines() if self.journal.exists() else []
        return [line.split()[0] for line in lines]

    def make_token(self, name: str) -> str:
        return make_token(self.settings, name)

    def revoke_token(self, name: str) -> None:
        assert in_store(self.settings, lambda store: tokens.revoke(store, name))


def make_token(settings: Settings, name: str) -> str:
    return in_store(settings, lambda store: tokens.create(store, name))


def in_store(settings: Settings, use: Callable[[Store], Awaitable[T]]) -> T:
    """What `use` gives, with a connection of its own to the service's store."""

    async def run() -> T:
        async with open_store(settings.store_url) as store:
            return await use(store)

    return asyncio.run(run())


@contextmanager
def open_api(folder: Path, programs: Programs | None = None, **knobs: Any) -> Iterator[Api]:
    journal = folder / "journal"
    settings = Settings(data_dir=folder / "store", cache_dir=folder / "cache", **{"judges": 1} | knobs)
    app = create_app(settings, programs or script_programs(journal))
    headers = {"Authorization": f"Bearer {make_token(settings, 'test')}"}
    with TestClient(app, headers=headers) as client:
        yield Api(client, settings, journal)

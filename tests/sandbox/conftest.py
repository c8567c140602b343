"""Workers to attack: real ones, from a zygote of the tests' own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.limits import Limits
from grader.sandbox.answer import Answer, Loaded
from grader.sandbox.attacks import HARNESS
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import ZygoteClient
from grader.values import MappingValue

RunInCage = Callable[..., Answer]
PACKAGE_DIR = DEFAULT_PROBLEMS_DIR.parent
HIDDEN = [DEFAULT_PROBLEMS_DIR, PACKAGE_DIR / "grader", PACKAGE_DIR / "app", PACKAGE_DIR / "tests"]


@pytest.fixture(scope="session")
def zygote(cache_dir: Path) -> Iterator[ZygoteClient]:
    cache_dir.mkdir(parents=True, exist_ok=True)
    with ZygoteClient(cache_dir, HIDDEN) as client:
        client.wait_until_ready()
        yield client


@pytest.fixture
def start_worker(zygote: ZygoteClient) -> Iterator[Callable[..., Worker]]:
    """Starts a worker that loads `source`, whose function is called `attack` and takes nothing."""
    workers: list[Worker] = []

    def start(source: str, limits: Limits | None = None) -> Worker:
        worker = Worker(zygote, limits or Limits())
        workers.append(worker)
        worker.send_load(source, HARNESS, "attack", [])
        return worker

    yield start
    for worker in workers:
        worker.close()


@pytest.fixture
def run_in_cage(start_worker: Callable[..., Worker]) -> RunInCage:
    """Loads `source`, calls `attack()`, and gives the answer to whichever ended it."""

    def run(source: str, limits: Limits | None = None) -> Answer:
        worker = start_worker(source, limits)
        loaded = worker.receive()
        if not isinstance(loaded, Loaded):
            return loaded
        worker.send_call(MappingValue(()))
        return worker.receive()

    return run

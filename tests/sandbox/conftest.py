"""Workers to attack: real ones, from a zygote of the tests' own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.catalogue import DEFAULT_PROBLEMS_DIR
from grader.judge.shelf import Shelf, open_shelf
from grader.limits import Limits
from grader.sandbox.answer import Answer, Loaded
from grader.sandbox.attacks import HARNESS
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote, WarmZygote, ZygoteClient
from grader.values import MappingValue

RunInCage = Callable[..., Answer]
PACKAGE_DIR = DEFAULT_PROBLEMS_DIR.parent
HIDDEN = [DEFAULT_PROBLEMS_DIR, PACKAGE_DIR / "grader", PACKAGE_DIR / "app", PACKAGE_DIR / "tests"]


@pytest.fixture(scope="session")
def shelf(cache_dir: Path) -> Shelf:
    """With all compiled that the warm-up computes: a zygote that has to compile it is good for less."""
    opened = open_shelf(DEFAULT_PROBLEMS_DIR, cache_dir)
    opened.exercises["state_zero_kernel"].warm_up()
    return opened


@pytest.fixture(scope="session")
def compiled_dir(shelf: Shelf) -> Path:
    return shelf.compiled_dir


@pytest.fixture(scope="session")
def warm_up_source(shelf: Shelf) -> str:
    return shelf.exercises["state_zero_kernel"].warm_up_source


@pytest.fixture(scope="session")
def first_zygote(compiled_dir: Path) -> Iterator[FirstZygote]:
    with FirstZygote(compiled_dir, HIDDEN) as first:
        first.wait_until_ready()
        yield first


@pytest.fixture(scope="session")
def warm_zygote(first_zygote: FirstZygote, warm_up_source: str) -> Iterator[WarmZygote]:
    with first_zygote.fork() as warm:
        warm.warm_up(warm_up_source)
        yield warm


@pytest.fixture(scope="session")
def strict_zygote(first_zygote: FirstZygote, warm_up_source: str) -> Iterator[WarmZygote]:
    """Its workers may compile nothing."""
    with first_zygote.fork(can_compile=False) as warm:
        warm.warm_up(warm_up_source)
        yield warm


@pytest.fixture(params=["first_zygote", "warm_zygote"], ids=["fresh", "warm"])
def zygote(request: pytest.FixtureRequest) -> ZygoteClient:
    """Both kinds of worker are in the same cage."""
    zygote: ZygoteClient = request.getfixturevalue(request.param)
    return zygote


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

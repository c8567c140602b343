"""What a worker, a zygote or a whole service leaves behind: no process and no cgroup, however it ended."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from grader.limits import LEAST, Limits
from grader.sandbox.answer import Death, Died, Loaded
from grader.sandbox.attacks import HARNESS
from grader.sandbox.worker_client import Worker
from grader.sandbox.zygote_client import FirstZygote, ZygoteClient
from tests.sandbox.escape_judge import WEAKENED
from tests.sandbox.traces import find_cgroups_of

NOTHING = "def attack():\n    return 1\n"
LEAVES_A_PROCESS = """
import os, signal
def attack():
    return 1
if os.fork() == 0:
    os.setsid()
    for descriptor in range(5):
        os.close(descriptor)
    signal.pause()
"""
PAGE_TABLES = (Path(__file__).parent / "escapes" / "resources" / "hoards_in_page_tables.py").read_text()


@contextmanager
def open_without(without: str, cache_dir: Path) -> Iterator[FirstZygote]:
    with FirstZygote(cache_dir, [Path(f"without root {without}")], WEAKENED) as zygote:
        yield zygote


def start(zygote: ZygoteClient, source: str, limits: Limits | None = None) -> Worker:
    worker = Worker(zygote, limits or Limits())
    worker.send_load(source, HARNESS, "attack", [])
    return worker


def find_processes_of(cache_dir: Path) -> set[int]:
    """Whatever was forked from a zygote with this folder, which its command line tells."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if os.fsencode(cache_dir) in command:
            found.add(int(folder.name))
    return found


@pytest.mark.parametrize(
    ("gone", "holds"),
    [("cgroup", True), ("pid_namespace", True), ("cgroup pid_namespace", False)],
    ids=["pid_namespace", "cgroup", "neither"],
)
def test_process_that_a_worker_starts_ends_with_it(tmp_path: Path, gone: str, holds: bool) -> None:
    """Where seccomp did not refuse it."""
    with open_without(f"seccomp {gone}", tmp_path) as zygote:
        zygote.wait_until_ready()
        before = find_processes_of(tmp_path)
        with start(zygote, LEAVES_A_PROCESS) as worker:
            assert isinstance(worker.receive(), Loaded)
            assert len(find_processes_of(tmp_path) - before) == 2
        left = find_processes_of(tmp_path) - before
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        assert (left == set()) is holds


@pytest.fixture
def zygotes_with_cgroups(tmp_path: Path) -> Iterator[Callable[[], FirstZygote]]:
    opened: list[FirstZygote] = []

    def open_zygote() -> FirstZygote:
        opened.append(FirstZygote(tmp_path, []))
        if not opened[-1].wait_until_ready()["cgroup"]:
            pytest.skip("this host lets nobody make cgroups")
        return opened[-1]

    yield open_zygote
    for zygote in opened:
        zygote.close()


def test_cgroups_of_workers_and_zygotes_go_with_them(
    zygotes_with_cgroups: Callable[[], FirstZygote], warm_up_source: str
) -> None:
    first = zygotes_with_cgroups()
    of_first = find_cgroups_of(first.wait_until_ready()["pid"])
    with first.fork() as warm:
        warm.warm_up(warm_up_source)
        of_warm = find_cgroups_of(warm._pid)
        workers = [start(zygote, NOTHING) for zygote in (first, warm)]
        assert [worker.receive() for worker in workers] == [Loaded(), Loaded()]
        folders = of_first | of_warm
        assert folders
        assert len(folders) == 2 * len(of_first)
        assert all(len(list(folder.glob("*/"))) == 1 for folder in folders)
        for worker in workers:
            worker.close()
        assert [list(folder.glob("*/")) for folder in folders] == [[]] * len(folders)
        start(warm, NOTHING).receive()
    assert [folder for folder in of_warm if folder.exists()] == []
    assert all(folder.exists() for folder in of_first)
    first.close()
    assert [folder for folder in of_first if folder.exists()] == []


def test_cgroups_of_a_dead_service_go_when_the_next_one_starts(
    zygotes_with_cgroups: Callable[[], FirstZygote],
) -> None:
    dead, living = zygotes_with_cgroups(), zygotes_with_cgroups()
    dead_pid, living_pid = dead.wait_until_ready()["pid"], living.wait_until_ready()["pid"]
    left, kept = find_cgroups_of(dead_pid), find_cgroups_of(living_pid)
    assert isinstance(start(dead, NOTHING).receive(), Loaded)
    os.kill(dead_pid, signal.SIGKILL)
    dead._process.wait()
    assert left
    assert all(folder.exists() for folder in left)
    zygotes_with_cgroups()
    assert [folder for folder in left if folder.exists()] == []
    assert all(folder.exists() for folder in kept)


def test_end_at_the_bound_of_a_cgroup_is_one_of_memory(cache_dir: Path) -> None:
    """Nobody sees page tables from outside, and nothing but the kernel ends it."""
    with open_without("RLIMIT_AS", cache_dir) as zygote:
        if not zygote.wait_until_ready()["cgroup"]:
            pytest.skip("this host lets nobody make cgroups")
        with start(zygote, PAGE_TABLES, Limits(memory_bytes=LEAST.memory_bytes, call_wall_s=60.0)) as worker:
            assert worker.receive() == Died(Death.MEMORY, "used more than 512 MiB of memory")

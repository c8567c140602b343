"""A cgroup for each worker, where this process may make some: the kernel itself then bounds memory and processes.

Memory there is all that the kernel charges, page tables and pipes too, and nobody has to look at it in time. What
/proc shows as resident, what is shared with the zygote included, is bounded by the judge, and sooner as a rule.

A zygote makes one folder in each hierarchy that it needs, one in cgroup v2, two in v1, and in it one per worker. It
keeps the folder locked for as long as it lives, so that whoever starts next can tell what a dead one has left.
Source: https://docs.kernel.org/admin-guide/cgroup-v2.html, .../cgroup-v1/memory.html
"""

import errno
import fcntl
import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from grader.limits import LEAST, Limits
from grader.sandbox.cgroup_places import CONTROLLERS, Place, find_places
from grader.sandbox.namespaces import can_do

PREFIX = "arborist-"
EMPTY_WALL_S = 5.0
"""For what is killed in a cgroup to be gone: a process that ends gives its memory back first."""


@dataclass(frozen=True, slots=True)
class _Bound:
    file: str
    find: Callable[[Limits], int]
    may_lack: bool = False
    """Where swap is not counted."""


_BOUNDS: Mapping[str, Sequence[_Bound]] = {
    "v2": (
        _Bound("memory.max", lambda limits: limits.memory_bytes),
        _Bound("memory.swap.max", lambda _: 0, may_lack=True),
        _Bound("pids.max", lambda limits: limits.threads),
    ),
    "v1 memory": (
        _Bound("memory.limit_in_bytes", lambda limits: limits.memory_bytes),
        _Bound("memory.swappiness", lambda _: 0, may_lack=True),
    ),
    "v1 pids": (_Bound("pids.max", lambda limits: limits.threads),),
}
# A fork has one thread, and v1 lets that enter alone: the kernel need not wait for every processor, 10 ms or so.
_DOORS = {"v2": "cgroup.procs", "v1 memory": "tasks", "v1 pids": "tasks"}
# The files and their lines that count how often the bound was met, and how many the kernel has killed.
_OUT_OF_MEMORY = {
    "v2": (("memory.events", "oom"), ("memory.events", "oom_kill")),
    "v1 memory": (("memory.failcnt", ""), ("memory.oom_control", "oom_kill")),
}


class WorkerCgroup:
    """One worker's: a folder in each hierarchy, by the hierarchy's kind."""

    def __init__(self, folders: Mapping[str, int], name: str, limits: Limits) -> None:
        self._parents = folders
        self._name = name
        self._doors: list[int] = []
        try:
            for kind, parent in folders.items():
                os.mkdir(name, dir_fd=parent)
                for bound in _BOUNDS[kind]:
                    self._set(bound, parent, limits)
                self._doors.append(os.open(f"{name}/{_DOORS[kind]}", os.O_WRONLY | os.O_CLOEXEC, dir_fd=parent))
        except OSError:
            self.close_doors()
            self.remove()
            raise

    def _set(self, bound: _Bound, parent: int, limits: Limits) -> None:
        try:
            _write(parent, f"{self._name}/{bound.file}", str(bound.find(limits)))
        except FileNotFoundError:
            if not bound.may_lack:
                raise

    def enter(self) -> None:
        """For the calling process, which has one thread. Raises OSError."""
        for door in self._doors:
            os.write(door, b"0")

    def close_doors(self) -> None:
        while self._doors:
            os.close(self._doors.pop())

    def has_run_out_of_memory(self) -> bool:
        """Whether the kernel killed something in it because of its own bound."""
        return any(
            all(_read_count(self._parents[kind], f"{self._name}/{file}", line) for file, line in counters)
            for kind, counters in _OUT_OF_MEMORY.items()
            if kind in self._parents
        )

    def remove(self) -> None:
        """With whatever runs in it."""
        for parent in self._parents.values():
            _remove(parent, self._name)


class Cgroups:
    """Where a zygote keeps its workers' cgroups. Opened before the view is entered, which has no such files."""

    def __init__(self, places: Sequence[Place]) -> None:
        self._places = places
        self._name = PREFIX + os.urandom(8).hex()
        self._folders: dict[str, int] = {}
        try:
            for place in places:
                with _locked(place.folder):
                    _sweep(place)
                    os.mkdir(self._name, dir_fd=place.folder)
                    folder = os.open(self._name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=place.folder)
                    self._folders[place.kind] = folder
                    fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if place.kind == "v2":
                    _write(folder, "cgroup.subtree_control", CONTROLLERS)
        except OSError:
            self.close()
            raise

    def make(self, limits: Limits) -> WorkerCgroup:
        """Raises OSError."""
        return WorkerCgroup(self._folders, os.urandom(8).hex(), limits)

    @property
    def version(self) -> int:
        return 2 if "v2" in self._folders else 1

    def can_hold_a_process(self) -> bool:
        try:
            cgroup = self.make(LEAST)
        except OSError:
            return False
        can_enter = can_do(cgroup.enter)
        cgroup.close_doors()
        cgroup.remove()
        return can_enter

    def open_another(self) -> "Cgroups":
        """For a zygote that was forked from this one's, and in that zygote. Raises OSError."""
        self._close_folders()
        return Cgroups(self._places)

    def sweep(self) -> None:
        """Remove what zygotes that are dead have left."""
        for place in self._places:
            with _locked(place.folder):
                _sweep(place)

    def close(self) -> None:
        """Remove them all. No worker may be alive any more."""
        for place in self._places:
            with suppress(FileNotFoundError):
                _remove_tree(place.folder, self._name)
        self._close_folders()

    def _close_folders(self) -> None:
        while self._folders:
            os.close(self._folders.popitem()[1])


def open_cgroups() -> Cgroups | None:
    """None where the host lets this process have none."""
    try:
        places = find_places()
        cgroups = Cgroups(places) if places else None
    except OSError:
        return None
    if cgroups and not cgroups.can_hold_a_process():
        cgroups.close()
        return None
    return cgroups


@contextmanager
def _locked(folder: int) -> Iterator[None]:
    """Nobody else makes or sweeps meanwhile."""
    lock = os.open(".", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=folder)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _sweep(place: Place) -> None:
    for name in _list_folders(place.folder):
        if name.startswith(PREFIX) and _is_abandoned(place.folder, name):
            _remove_tree(place.folder, name)


def _is_abandoned(parent: int, name: str) -> bool:
    try:
        folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=parent)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(folder)
    return True


def _remove_tree(parent: int, name: str) -> None:
    folder = os.open(name, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=parent)
    try:
        for child in _list_folders(folder):
            _remove(folder, child)
    finally:
        os.close(folder)
    _remove(parent, name)


def _remove(parent: int, name: str) -> None:
    """Kill what is in the cgroup and remove it. One that does not get empty in time stays for the next sweep."""
    deadline_s = time.monotonic() + EMPTY_WALL_S
    while True:
        try:
            os.rmdir(name, dir_fd=parent)
        except FileNotFoundError:
            return
        except OSError as error:
            if error.errno != errno.EBUSY or time.monotonic() > deadline_s:
                return
            _kill_all(parent, name)
            time.sleep(0.001)
        else:
            return


def _kill_all(parent: int, name: str) -> None:
    with suppress(OSError):
        _write(parent, f"{name}/cgroup.kill", "1")  # v2 from Linux 5.14 on: all at once
        return
    with suppress(OSError):
        for pid in map(int, _read(parent, f"{name}/cgroup.procs").split()):
            if pid > 0:  # or it is in a pid namespace that this process cannot look into
                os.kill(pid, signal.SIGKILL)


def _list_folders(folder: int) -> list[str]:
    with os.scandir(folder) as entries:
        return [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]


def _read_count(parent: int, path: str, line: str) -> int:
    """The number in a file, or behind `line` in a file of several."""
    with suppress(OSError, ValueError):
        words = _read(parent, path).split()
        return int(words[words.index(line) + 1] if line else words[0])
    return 0


def _read(parent: int, path: str) -> str:
    with open(os.open(path, os.O_RDONLY | os.O_CLOEXEC, dir_fd=parent), encoding="ascii") as file:
        return file.read()


def _write(parent: int, path: str, text: str) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CLOEXEC, dir_fd=parent)
    try:
        os.write(file, text.encode())
    finally:
        os.close(file)

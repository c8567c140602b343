"""What all processes of a service use, as /proc tells it."""

import os
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
ZYGOTE = b"zygote"
"""In the command line of the process that workers are forked from, and so in theirs."""


@dataclass(frozen=True, slots=True)
class Process:
    """`cpu_s` is its own and that of the children that it has waited for, with all that those had waited for."""

    pid: int
    parent: int
    cpu_s: float
    command: bytes
    is_caged: bool


@dataclass(frozen=True, slots=True)
class Memory:
    """In bytes. `pss` shares each page among those that have it, `private` leaves out what another has too."""

    rss: int
    pss: int
    private: int


def find_tree(root: int) -> list[Process]:
    """`root` and all that descend from it."""
    children: dict[int, list[Process]] = defaultdict(list)
    found = []
    for folder in PROC.glob("[0-9]*"):
        with suppress(OSError):  # it ended meanwhile
            process = _read_process(folder)
            children[process.parent].append(process)
            if process.pid == root:
                found = [process]
    for process in found:  # grows while it is walked
        found += children[process.pid]
    return found


def _read_process(folder: Path) -> Process:
    # The name is in parentheses and may hold anything, also parentheses.
    fields = (folder / "stat").read_bytes().rpartition(b")")[2].split()
    ticks = sum(int(field) for field in fields[11:15])
    is_caged = b"NoNewPrivs:\t1" in (folder / "status").read_bytes()
    return Process(int(folder.name), int(fields[1]), ticks / TICKS_PER_S, (folder / "cmdline").read_bytes(), is_caged)


def find_workers(tree: Iterable[Process]) -> list[Process]:
    """Those forked from a zygote, once they are in their cage: a zygote may be forked from another."""
    return [process for process in tree if ZYGOTE in process.command and process.is_caged]


def sum_cpu_s(root: int) -> float:
    """Processor time of everything that ever ran below `root`, if it was waited for. Right while nothing ends."""
    return sum(process.cpu_s for process in find_tree(root))


def wait_until_idle(root: int, wall_s: float = 20.0, quiet_s: float = 0.5) -> None:
    """Until its processes have used next to nothing for `quiet_s`: what a verdict leaves to do is done by then."""
    deadline_s = time.monotonic() + wall_s
    before_s = sum_cpu_s(root)
    while time.monotonic() < deadline_s:
        time.sleep(quiet_s)
        now_s = sum_cpu_s(root)
        if now_s - before_s <= 0.05 * quiet_s:
            return
        before_s = now_s


def read_memory(pid: int) -> Memory | None:
    """None if it has ended, or for a worker if this process may not see it: that takes root."""
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()[1:]
    except OSError:
        return None
    if not lines:  # it ended, and is not waited for yet
        return None
    sizes = {name: int(size.split()[0]) * 1024 for name, _, size in (line.partition(":") for line in lines)}
    return Memory(sizes["Rss"], sizes["Pss"], sizes["Private_Clean"] + sizes["Private_Dirty"])

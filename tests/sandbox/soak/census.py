"""Who is there while no submission is, and what they hold."""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from grader.sandbox.zygote_client import PAGE_BYTES
from tests.sandbox.traces import find_descendants, find_traces

MOST_GROWTH = 1.1
"""Of the memory of all judges, and that of all zygotes, between two looks when all had been used for a while."""


@dataclass(frozen=True, slots=True)
class Census:
    """By process: its descriptors and resident bytes. `zygotes` are those of them that workers may come from."""

    descriptors: dict[int, int]
    memory: dict[int, int]
    zygotes: frozenset[int]
    zombies: frozenset[int]
    traces: frozenset[str]

    @property
    def judges_bytes(self) -> int:
        return sum(memory for pid, memory in self.memory.items() if pid not in self.zygotes)

    @property
    def zygotes_bytes(self) -> int:
        """Pages that they share count for each."""
        return sum(memory for pid, memory in self.memory.items() if pid in self.zygotes)

    def find_leftovers(self, before: "Census") -> list[str]:
        """What is there now and was not, or is not any more."""
        new = [_describe(pid) for pid in sorted(self.descriptors.keys() - before.descriptors.keys())]
        gone = [f"process {pid} is gone" for pid in sorted(before.descriptors.keys() - self.descriptors.keys())]
        zombies = [f"zombie {pid}" for pid in sorted(self.zombies)]
        grown = [
            f"process {pid} has {count} descriptors, and had {before.descriptors[pid]}"
            for pid, count in self.descriptors.items()
            if count > before.descriptors.get(pid, count)
        ]
        return [*new, *gone, *zombies, *grown, *sorted(self.traces - before.traces)]

    def find_growth(self, before: "Census") -> list[str]:
        sizes = {
            "judges": (before.judges_bytes, self.judges_bytes),
            "zygotes": (before.zygotes_bytes, self.zygotes_bytes),
        }
        return [
            f"the {who} grew from {was >> 20} to {size >> 20} MiB"
            for who, (was, size) in sizes.items()
            if size > was * MOST_GROWTH
        ]


def take_census(compiled_dir: Path) -> Census:
    """Of all below this process."""
    pids = sorted(find_descendants(os.getpid()))
    states = {pid: fields for pid in pids if (fields := _read_stat(pid))}
    living = [pid for pid, fields in states.items() if fields[0] != "Z"]
    return Census(
        descriptors={pid: _count_descriptors(pid) for pid in living},
        memory={pid: int(states[pid][21]) * PAGE_BYTES for pid in living},
        zygotes=frozenset(pid for pid in living if b"grader.sandbox.zygote" in _read_command(pid)),
        zombies=frozenset(states.keys() - living),
        traces=frozenset(find_traces(pids, compiled_dir)),
    )


def _describe(pid: int) -> str:
    return f"process {pid} is new: {_read_command(pid).decode(errors='replace')[:120]}"


def _read_stat(pid: int) -> list[str]:
    """From the state on; empty if the process has gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []


def _read_command(pid: int) -> bytes:
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _count_descriptors(pid: int) -> int:
    """0 where only root could tell."""
    with suppress(OSError):
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return 0

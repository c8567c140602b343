"""What programs may have left on this machine: processes, cgroups, files, sockets, shared memory of System V."""

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from grader.sandbox import cgroup

_OPEN_FOLDERS = tuple(map(Path, ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run/lock")))
_NAME = re.compile(r"arborist.escape", re.IGNORECASE)
"""All that an escape makes is called something like that."""
_SHARED_MEMORY_KEYS = {str(0xA4B0), str(0xA4B1)}


def find_traces(pids: Iterable[int], compiled_dir: Path) -> set[str]:
    """Of programs that ran below `pids`, a judge's zygotes among them, but for the processes."""
    cgroups = {folder for pid in pids for zygotes in find_cgroups_of(pid) for folder in zygotes.glob("*/")}
    return (
        {f"cgroup {folder}" for folder in cgroups}
        | _find_files((*_OPEN_FOLDERS, compiled_dir))
        | _find_sockets()
        | _find_shared_memory()
    )


def find_cgroups_of(zygote_pid: int) -> set[Path]:
    """The folders that a zygote keeps for its workers' cgroups, which are below them. Only root can look."""
    links = set()
    with suppress(FileNotFoundError, PermissionError):
        for descriptor in Path(f"/proc/{zygote_pid}/fd").iterdir():
            with suppress(FileNotFoundError):
                links.add(descriptor.readlink())
    return {link for link in links if link.name.startswith(cgroup.PREFIX)}


def find_descendants(ancestor: int) -> set[int]:
    parents = _read_parents()
    found = {ancestor}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {ancestor}


def _read_parents() -> dict[int, int]:
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError, ProcessLookupError):
            stat = (folder / "stat").read_bytes()
            parents[int(folder.name)] = int(stat.rpartition(b")")[2].split()[1])
    return parents


def _find_files(folders: Sequence[Path]) -> set[str]:
    there = [folder for folder in folders if folder.is_dir()]
    return {str(path) for folder in there for path in folder.iterdir() if _NAME.search(path.name)}


def _find_sockets() -> set[str]:
    return {
        f"socket {line.split()[-1]}" for line in Path("/proc/net/unix").read_text().splitlines() if _NAME.search(line)
    }


def _find_shared_memory() -> set[str]:
    keys = {line.split()[0] for line in Path("/proc/sysvipc/shm").read_text().splitlines()}
    return {f"shared memory {key}" for key in keys & _SHARED_MEMORY_KEYS}

"""What a zygote's host may lack: root's power, namespaces, cgroups. Called in a zygote's process before its work.

Run as root, a test would have the best of hosts; the layers that always are on must hold on the poorest.
"""

import errno
import os
import stat
import sys
from pathlib import Path

from grader.sandbox import cgroup, kernel

UNPRIVILEGED_ID = 1_600_000_000
"""Of a user and a group without any right, far from those that a host gives out and from the workers' own."""


def become_unprivileged() -> None:
    """Be an ordinary user of a host that hands out no namespaces, as in a container with all capabilities dropped."""
    become_ordinary()
    refuse_namespaces()
    refuse_cgroups()


def become_ordinary() -> None:
    """Be an ordinary user, who may still have namespaces if this host hands them out."""
    if os.getuid() == 0:
        _leave_root()


def refuse_namespaces(kinds: int = ~0) -> None:
    """As a container runtime's own filter does. What a worker may call is for the cage to say, not for this."""
    unshare = kernel.unshare

    def call(flags: int) -> None:
        if flags & kinds:
            raise PermissionError(errno.EPERM, f"unshare({flags:#x}) is refused for the test")
        unshare(flags)

    kernel.unshare = call


def refuse_cgroups() -> None:
    """As where /sys is not writable."""
    setattr(cgroup, "find_places", list)  # noqa: B010  of another signature


def _leave_root() -> None:
    _open_the_way([Path(sys.base_prefix), Path(sys.prefix), Path.cwd(), Path(sys.argv[2])])
    os.setgroups([])
    os.setresgid(UNPRIVILEGED_ID, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
    os.setresuid(UNPRIVILEGED_ID, UNPRIVILEGED_ID, UNPRIVILEGED_ID)
    # What an ordinary process of that user is; a change of user takes it away.
    kernel.prctl(kernel.PR_SET_DUMPABLE, 1)


def _open_the_way(needed: list[Path]) -> None:
    """Let everybody reach `needed`, an interpreter in root's home for example, in a mount namespace of this process."""
    for path in needed:
        closed = [folder for folder in reversed(path.resolve().parents) if not folder.stat().st_mode & stat.S_IXOTH]
        if closed:
            _mount_over(closed[0], [path.resolve() for path in needed if closed[0] in path.resolve().parents])


def _mount_over(folder: Path, kept: list[Path]) -> None:
    """An empty folder in place of `folder`, with only `kept` in it."""
    kernel.unshare(kernel.CLONE_NEWNS)
    kernel.mount("none", "/", flags=kernel.MS_REC | kernel.MS_PRIVATE)
    sources = [(path, os.open(path, os.O_PATH | os.O_CLOEXEC)) for path in kept]
    kernel.mount("none", str(folder), "tmpfs", kernel.MS_NOSUID | kernel.MS_NODEV, "mode=755,size=1m")
    for path, source in sources:
        path.mkdir(parents=True, exist_ok=True)
        kernel.mount(f"/proc/self/fd/{source}", str(path), flags=kernel.MS_BIND | kernel.MS_REC)
        os.close(source)

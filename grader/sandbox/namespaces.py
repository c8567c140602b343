"""Namespaces of users and processes, where the host offers them.

A worker is the first process of a pid namespace of its own: it has a number for nobody but itself, and whatever it
might start ends with it. The zygotes of a judge share one around those, and nothing in it outlives its first process,
which waits for all that are left alone. They are not that process themselves: libraries tell a fork by its number, so
a worker's must be another than its zygote's.
A user namespace of its own, in which no user exists, makes a worker nobody: no file can be its own, set-uid programs
are ordinary ones, and its threads are counted for it alone.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from grader.sandbox import kernel


def can_do(attempt: Callable[[], object]) -> bool:
    """Whether a fork of this process can, without OSError: a refusal half-way would leave the process unusable."""
    probe = os.fork()
    if probe == 0:
        try:
            attempt()
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(probe, 0)
    return status == 0


def unshare(kinds: int, *, with_user: bool) -> None:
    """Enter namespaces of these kinds; `with_user` in a user namespace that has power over them, as who it is now."""
    if not with_user:
        kernel.unshare(kinds)
        return
    uid, gid = os.getuid(), os.getgid()
    kernel.unshare(kinds | kernel.CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def begin_pid_namespace() -> bool:
    """Go on inside a new pid namespace, if the host lets it; whether it did.

    The process that called has nothing left to do then but to end as this one does, and to take it along.
    """
    with_user = os.getuid() != 0
    if not can_do(lambda: _try_pid_namespaces(with_user=with_user)):
        return False
    unshare(kernel.CLONE_NEWPID, with_user=with_user)
    _leave_to_child()
    _leave_to_child()
    return True


def _leave_to_child() -> None:
    """Go on in a fork. Its parent ends as it does, and the other way round."""
    if child := os.fork():
        os.closerange(0, os.sysconf("SC_OPEN_MAX"))  # nobody must take it for the other end of a socket
        while True:
            ended, status = os.wait()
            if ended == child:
                os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def _try_pid_namespaces(*, with_user: bool) -> None:
    """As `begin_pid_namespace` and two calls of `fork_first_process` would."""
    unshare(kernel.CLONE_NEWPID, with_user=with_user)
    if not can_do(_try_two_children):
        raise PermissionError


def _try_two_children() -> None:
    own_pidfd = os.pidfd_open(os.getpid())
    for _ in range(2):
        child = fork_first_process(own_pidfd)
        if child == 0:
            os._exit(0 if os.getpid() == 1 else 1)
        _, status = os.waitpid(child, 0)
        if status:
            raise PermissionError


def fork_first_process(own_pidfd: int) -> int:
    """As os.fork, but the child is the first process of a new pid namespace. `own_pidfd` is that of the caller."""
    kernel.unshare(kernel.CLONE_NEWPID)
    pid = -1
    try:
        pid = os.fork()
    finally:
        if pid != 0:  # or the next one would be refused
            kernel.setns(own_pidfd, kernel.CLONE_NEWPID)
    return pid


def can_have_own_user_namespace(worker_uid: int | None) -> bool:
    def try_it() -> None:
        if worker_uid is not None:
            os.setresuid(worker_uid, worker_uid, worker_uid)
        enter_user_namespace()

    return can_do(try_it)


def enter_user_namespace() -> None:
    """One in which no user exists. Its capabilities are all that it gives, and must be dropped."""
    kernel.unshare(kernel.CLONE_NEWUSER)

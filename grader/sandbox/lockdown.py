"""Put the calling process into the cage, for ever. Runs in a fresh fork of the zygote, before anything hostile."""

import os
import resource
import signal
import sys
from dataclasses import dataclass

from grader.limits import Limits
from grader.sandbox import kernel, landlock, seccomp
from grader.sandbox.namespaces import enter_user_namespace

QUESTION_FD = 3
ANSWER_FD = 4
# Workers of a service that was started as root run as a user of their own, far from any that a host gives out.
# Its process id, at most 2**22, comes on top.
FIRST_WORKER_UID = 1_610_612_736


@dataclass(frozen=True, slots=True)
class Cage:
    """What the zygote prepares once for all its workers."""

    ruleset: int
    """Landlock's descriptor; a worker only has to enter it."""
    filter: bytes
    """seccomp's program."""
    user_namespace: bool
    """Whether each has one of its own."""


@dataclass(frozen=True, slots=True)
class Pipes:
    """A worker's ends, as the zygote received them."""

    question: int
    answer: int
    stdout: int
    stderr: int


_RULESET_FD = 5
_ENTERED_FD = 6
ENTERED = b"1"


def lock_down(cage: Cage, pipes: Pipes, entered: int, limits: Limits, worker_uid: int | None) -> None:
    """Afterwards the process has its four pipes, what `cage` leaves it, and nothing to lose.

    At the very end it says so on the pipe `entered`, before anything hostile could: an exit status would be the
    submission's to choose. Raises OSError where a layer cannot be had; the caller must then end the process at once.
    """
    os.setsid()
    _keep_only(pipes, cage.ruleset, entered)
    os.chdir("/")
    os.umask(0o777)
    if worker_uid is not None:
        os.setgroups([])
        os.setresgid(worker_uid, worker_uid, worker_uid)
        os.setresuid(worker_uid, worker_uid, worker_uid)
    if cage.user_namespace:
        enter_user_namespace()
    kernel.drop_capabilities()
    # Not before: the kernel counts a user's threads in each user namespace, and holds the bounds of all of them.
    _bound_resources(limits, is_counted_alone=worker_uid is not None or cage.user_namespace)
    kernel.prctl(kernel.PR_SET_DUMPABLE, 0)
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    landlock.restrict_self(_RULESET_FD)
    os.close(_RULESET_FD)
    seccomp.install(cage.filter)
    os.write(_ENTERED_FD, ENTERED)
    os.close(_ENTERED_FD)


def _keep_only(pipes: Pipes, ruleset: int, entered: int) -> None:
    null = os.open("/dev/null", os.O_RDONLY)
    wanted = (null, pipes.stdout, pipes.stderr, pipes.question, pipes.answer, ruleset, entered)
    # First out of the way, so that no target is overwritten before it has been copied.
    moved = [os.dup2(descriptor, 100 + place) for place, descriptor in enumerate(wanted)]
    for place, descriptor in enumerate(moved):
        os.dup2(descriptor, place)
    os.closerange(len(wanted), os.sysconf("SC_OPEN_MAX") if sys.platform == "linux" else 1024)


def _bound_resources(limits: Limits, *, is_counted_alone: bool) -> None:
    cpu_s = int(limits.cpu_s) + 1
    bounds = {
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 256,
        resource.RLIMIT_MSGQUEUE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        # What Python and XLA hold as data is below the resident bound, which is watched from outside.
        resource.RLIMIT_DATA: limits.memory_bytes + (256 << 20),
        # Not a bound on memory: XLA reserves far more addresses than it uses (1.6 GiB on 2 cores). But each 2 MiB that
        # are looked at cost a page table, which no resident size shows: 64 MiB of them at most.
        resource.RLIMIT_AS: 32 << 30,
    }
    if is_counted_alone:
        bounds[resource.RLIMIT_NPROC] = limits.threads
    for which, bound in bounds.items():
        _, hard = resource.getrlimit(which)
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(which, (most, most))

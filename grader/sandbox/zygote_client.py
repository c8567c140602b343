"""Start a zygote and have it fork workers. Trusted."""

import os
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from grader.limits import Limits
from grader.sandbox import control
from grader.sandbox.error import SandboxError

PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
START_WALL_S = 120.0
"""Imports take a few seconds; on a machine with a cold disk, many."""
FORK_WALL_S = 20.0
WARM_UP_WALL_S = 600.0
"""With nothing in the compile cache, on a slow machine."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process uses now."""

    memory_bytes: int
    cpu_s: float
    threads: int
    is_headless: bool = False
    """Its main thread has ended, and /proc tells nothing of the others."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process used in its life, and how it ended: a status from 0 on, or minus a signal's number."""

    exit_status: int
    cpu_s: float
    peak_memory_bytes: int
    is_out_of_memory: bool
    """The kernel ended it at the bound of its cgroup."""


@dataclass(frozen=True, slots=True)
class Process:
    """A worker's process and the judge's ends of its pipes; all of them non-blocking."""

    pid: int
    zygote_pid: int
    """What its zygote knows it by."""
    pidfd: int
    question: int
    answer: int
    stdout: int
    stderr: int

    def kill(self) -> None:
        try:
            signal.pidfd_send_signal(self.pidfd, signal.SIGKILL)
        except ProcessLookupError:
            return

    def has_ended(self) -> bool:
        """Whether all its threads have."""
        return bool(select.select([self.pidfd], [], [], 0)[0])

    def read_usage(self) -> Usage:
        """Nothing at all once the process has ended."""
        try:
            with open(f"/proc/{self.pid}/stat", "rb") as file:
                # The name is in parentheses and may hold anything, also parentheses.
                fields = file.read().rpartition(b")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return Usage(0, 0.0, 0)
        is_headless = fields[0] == b"Z"
        user, system, threads, resident_pages = (int(fields[place]) for place in (11, 12, 17, 21))
        return Usage(resident_pages * PAGE_BYTES, (user + system) / TICKS_PER_S, threads, is_headless)

    def close(self) -> None:
        for descriptor in (self.pidfd, self.question, self.answer, self.stdout, self.stderr):
            os.close(descriptor)


class ZygoteClient:
    """A zygote that serves on `judge_end`. Its workers end with it."""

    is_warm = False
    """Whether its workers find compiled what its warm-ups have computed, and can compile nothing themselves."""

    def __init__(self, judge_end: socket.socket) -> None:
        self._control = judge_end

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, limits: Limits) -> Process:
        """Fork a worker into its cage. Raises SandboxError, also where it did not get in."""
        pipes = [os.pipe() for _ in range(4)]
        (question_read, question), (answer, answer_write), (stdout, stdout_write), (stderr, stderr_write) = pipes
        theirs = [question_read, answer_write, stdout_write, stderr_write]
        try:
            reply, descriptors = self._ask({"start": asdict(limits)}, theirs)
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        for descriptor in (question, answer, stdout, stderr):
            os.set_blocking(descriptor, False)
        process = Process(_find_pid(descriptors[0]), reply["pid"], descriptors[0], question, answer, stdout, stderr)
        if not reply["is_caged"]:
            self.reap(process)
            process.close()
            raise SandboxError("a worker could not enter its cage: run `arborist doctor`")
        return process

    def reap(self, process: Process) -> Cost:
        """Wait for a worker that has ended or been killed. Raises SandboxError."""
        reply, _ = self._ask({"reap": process.zygote_pid})
        return Cost(**reply)

    def _ask(
        self, request: dict[str, Any], descriptors: Sequence[int] = (), wall_s: float = FORK_WALL_S
    ) -> tuple[dict[str, Any], list[int]]:
        try:
            control.send(self._control, request, descriptors)
        except OSError as error:
            raise SandboxError(f"the zygote is gone: {error}") from error
        return self._receive(wall_s)

    def _receive(self, wall_s: float) -> tuple[dict[str, Any], list[int]]:
        self._control.settimeout(wall_s)
        try:
            reply, descriptors = control.receive(self._control)
        except OSError as error:
            raise SandboxError(f"the zygote did not answer: {error}") from error
        if reply is None:
            raise SandboxError("the zygote has ended")
        return reply, descriptors

    def close(self) -> None:
        self._control.close()


class FirstZygote(ZygoteClient):
    """The one that is started as a program. Close it, or use it in a `with`."""

    def __init__(self, cache_dir: Path, hidden: Sequence[Path], program: str = "grader.sandbox.zygote") -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        super().__init__(ours)
        command = [sys.executable, "-X", "utf8", "-m", program, str(theirs.fileno())]
        self._process = subprocess.Popen(
            [*command, str(cache_dir), *map(str, hidden)],
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        self._layers: dict[str, Any] | None = None

    def wait_until_ready(self) -> dict[str, Any]:
        """Which layers its workers are in. Raises SandboxError where it does not start."""
        if self._layers is None:
            self._layers, _ = self._receive(START_WALL_S)
        return self._layers

    def start(self, limits: Limits) -> Process:
        self.wait_until_ready()
        return super().start(limits)

    def fork(self, *, can_compile: bool = True) -> "WarmZygote":
        """Another zygote, to be warmed up; `can_compile`: whether its workers may, if they can. Raises SandboxError."""
        self.wait_until_ready()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            reply, (pidfd,) = self._ask({"fork": can_compile}, [theirs.fileno()])
        return WarmZygote(ours, self, reply["pid"], pidfd)

    def reap_zygote(self, zygote_pid: int) -> None:
        """As `reap`, of one that was forked."""
        self._ask({"reap": zygote_pid})

    def close(self) -> None:
        super().close()
        if self._layers is None:  # it is importing still, and would not notice before it has done
            self._process.kill()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


class WarmZygote(ZygoteClient):
    """One that was forked from the first and warmed up. It ends with the first at the latest."""

    is_warm = True

    def __init__(self, judge_end: socket.socket, first: FirstZygote, zygote_pid: int, pidfd: int) -> None:
        super().__init__(judge_end)
        self._first = first
        self._zygote_pid = zygote_pid
        self._pidfd = pidfd
        self._pid = _find_pid(pidfd)

    def warm_up(self, source: str) -> None:
        """Run a problem's warm-up in it. Raises SandboxError."""
        self._ask({"warm_up": source}, wall_s=WARM_UP_WALL_S)

    def close(self) -> None:
        super().close()
        with suppress(ProcessLookupError, SandboxError):  # it ends with the first, if that is gone
            signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            self._first.reap_zygote(self._zygote_pid)
        os.close(self._pidfd)


def _find_pid(pidfd: int) -> int:
    """In this process's own pid namespace, or that of its /proc at least. Raises SandboxError."""
    try:
        lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text(encoding="ascii").splitlines()
    except FileNotFoundError as error:
        raise SandboxError("there is no /proc: mount it") from error
    return int(next(line for line in lines if line.startswith("Pid:")).split()[1])

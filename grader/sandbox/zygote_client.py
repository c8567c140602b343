"""Start a zygote and have it fork workers. Trusted."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from grader.limits import Limits
from grader.sandbox.answer import SandboxError

MOST_PACKET_BYTES = 4096
PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
TICKS_PER_S = os.sysconf("SC_CLK_TCK")
START_WALL_S = 120.0
"""Imports take a few seconds; on a machine with a cold disk, many."""
FORK_WALL_S = 20.0


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process uses now."""

    memory_bytes: int
    cpu_s: float
    threads: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process used in its life, and how it ended: a status from 0 on, or minus a signal's number."""

    exit_status: int
    cpu_s: float
    peak_memory_bytes: int


@dataclass(frozen=True, slots=True)
class Process:
    """A worker's process and the judge's ends of its pipes; all of them non-blocking."""

    pid: int
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

    def read_usage(self) -> Usage:
        """Nothing at all once the process has ended."""
        try:
            with open(f"/proc/{self.pid}/stat", "rb") as file:
                # The name is in parentheses and may hold anything, also parentheses.
                fields = file.read().rpartition(b")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            return Usage(0, 0.0, 0)
        user, system, threads, resident_pages = (int(fields[place]) for place in (11, 12, 17, 21))
        return Usage(resident_pages * PAGE_BYTES, (user + system) / TICKS_PER_S, threads)

    def close(self) -> None:
        for descriptor in (self.pidfd, self.question, self.answer, self.stdout, self.stderr):
            os.close(descriptor)


class ZygoteClient:
    """A running zygote. Close it, or use it in a `with`: its workers end with it."""

    def __init__(self, cache_dir: Path, hidden: Sequence[Path]) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-X", "utf8", "-m", "grader.sandbox.zygote", str(theirs.fileno())]
        self._process = subprocess.Popen(
            [*command, str(cache_dir), *map(str, hidden)],
            env={},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            start_new_session=True,
        )
        theirs.close()
        self._control = ours
        self._layers: dict[str, Any] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def wait_until_ready(self) -> dict[str, Any]:
        """Which layers its workers are in. Raises SandboxError where it does not start."""
        if self._layers is None:
            self._layers, _ = self._receive(START_WALL_S)
        return self._layers

    def start(self, limits: Limits) -> Process:
        """Fork a worker into its cage. Raises SandboxError, also where it did not get in."""
        self.wait_until_ready()
        pipes = [os.pipe() for _ in range(4)]
        (question_read, question), (answer, answer_write), (stdout, stdout_write), (stderr, stderr_write) = pipes
        theirs = [question_read, answer_write, stdout_write, stderr_write]
        try:
            self._send({"start": asdict(limits)}, theirs)
            reply, descriptors = self._receive(FORK_WALL_S)
        finally:
            for descriptor in theirs:
                os.close(descriptor)
        for descriptor in (question, answer, stdout, stderr):
            os.set_blocking(descriptor, False)
        process = Process(reply["pid"], descriptors[0], question, answer, stdout, stderr)
        if not reply["is_caged"]:
            self.reap(process)
            process.close()
            raise SandboxError("a worker could not enter its cage: run `arborist doctor`")
        return process

    def reap(self, process: Process) -> Cost:
        """Wait for a process that has ended or been killed. Raises SandboxError."""
        self._send({"reap": process.pid})
        reply, _ = self._receive(FORK_WALL_S)
        return Cost(**reply)

    def _send(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> None:
        try:
            socket.send_fds(self._control, [json.dumps(message).encode()], list(descriptors))
        except OSError as error:
            raise SandboxError(f"the zygote is gone: {error}") from error

    def _receive(self, wall_s: float) -> tuple[dict[str, Any], list[int]]:
        self._control.settimeout(wall_s)
        try:
            packet, descriptors, _, _ = socket.recv_fds(self._control, MOST_PACKET_BYTES, maxfds=1)
        except OSError as error:
            raise SandboxError(f"the zygote did not answer: {error}") from error
        if not packet:
            raise SandboxError(f"the zygote ended with status {self._process.wait()}")
        return json.loads(packet), descriptors

    def close(self) -> None:
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

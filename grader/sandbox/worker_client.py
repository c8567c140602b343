"""The judge's side of one worker: questions go in, answers come out, limits are kept from outside. Trusted."""

import os
import secrets
import select
import signal
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from grader.limits import Limits
from grader.protocol import Frame, FrameReader, MalformedFrame
from grader.sandbox.answer import (
    Answer,
    Death,
    Died,
    FrameLine,
    Invalid,
    Loaded,
    Raised,
    Returned,
    Uncompiled,
)
from grader.sandbox.error import SandboxError
from grader.sandbox.zygote_client import Cost, Process, Usage, ZygoteClient
from grader.values import MalformedValue, Value, pack, unpack

WATCH_INTERVAL_MS = 20
CHUNK_BYTES = 1 << 16
SHOWN_OUTPUT_BYTES = 16 * 1024
MOST_TEXT_CHARACTERS = 4000


@dataclass(slots=True)
class Output:
    """One stream of a worker: how much it wrote, and the first part of it, which a verdict shows."""

    descriptor: int
    kept: bytearray = field(default_factory=bytearray)
    written_bytes: int = 0

    @property
    def truncated(self) -> bool:
        return self.written_bytes > len(self.kept)

    @property
    def text(self) -> str:
        return self.kept.decode("utf-8", "replace")

    def drain(self) -> None:
        """Read what is there now; a pipe's worth at most, so that an endless writer cannot hold the reader."""
        if chunk := _read_now(self.descriptor):
            self.written_bytes += len(chunk)
            self.kept += chunk[: SHOWN_OUTPUT_BYTES - len(self.kept)]


class Worker:
    """A caged process with one submission in it. Close it, or use it in a `with`: it never outlives that."""

    def __init__(self, zygote: ZygoteClient, limits: Limits, companions: Sequence["Worker"] = ()) -> None:
        """While its answer is waited for, the limits of its companions are kept too."""
        self.limits = limits
        self._companions = companions
        self._was_headless = False
        self._started_s = time.monotonic()
        self._process: Process = zygote.start(limits)
        self._zygote = zygote
        self.is_warm = zygote.is_warm
        self._reader = FrameReader(limits.reply_bytes)
        self._death: Died | None = None
        self._loss: SandboxError | None = None
        self._has_ended = False
        self._numbers: deque[int] = deque()  # of the questions that are not answered yet
        self._unsent = memoryview(b"")
        self.stdout = Output(self._process.stdout)
        self.stderr = Output(self._process.stderr)
        self.busy_s = 0.0
        self.load_s = 0.0
        self.cpu_s = 0.0
        self.peak_memory_bytes = 0
        self._closed = False
        self._had_ended: bool | None = None
        """Whether it had ended by itself when it was killed; None while it lives."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def is_closed(self) -> bool:
        """Whether it has ended and been reaped; it answers no more then."""
        return self._closed

    def send_load(
        self, source: str, harness: str, entry_point: str, parameters: list[str], dye: Mapping[str, Any] | None = None
    ) -> None:
        """Ask it to load the submission; `receive` gives Loaded, Invalid, Raised or Died."""
        header = {"source": source, "harness": harness, "entry_point": entry_point, "parameters": parameters}
        self._send(Frame({"ask": "load", "dye": dye, **header}))

    def send_call(self, arguments: Value) -> None:
        """Ask it for one call; `receive` gives Returned, Raised or Died. May be sent before the last is answered."""
        tree, body = pack(arguments)
        self._send(Frame({"ask": "call", "arguments": tree}, body))

    def send_probe(self, name: str, traced: Sequence[str], arguments: Value) -> None:
        """Ask it to try the submission in another way, see grader.worker.probes; `receive` as for a call."""
        tree, body = pack(arguments)
        self._send(Frame({"ask": "probe", "probe": name, "traced": list(traced), "arguments": tree}, body))

    def _send(self, question: Frame) -> None:
        if self._closed:
            return  # `receive` says again how it ended
        # A number that cannot be guessed: a reply before its question can never be taken for an answer.
        question.header["number"] = secrets.randbits(63)
        self._numbers.append(question.header["number"])
        self._unsent = memoryview(bytes(self._unsent) + question.encode())
        self._write_some()

    def receive(self) -> Answer:
        """The answer to the first question that is not answered; blocks for at most `limits.call_wall_s`.

        The time of a question runs only while it is waited for: before that, the worker may have waited for the judge.
        Whatever the submission does is a value. Raises SandboxError only where the fault is ours.
        """
        if self._loss:
            raise self._loss
        started_s = time.monotonic()
        deadline_s = started_s + self.limits.call_wall_s
        try:
            while self._death is None:
                # One may have come with the last.
                if frame := self._take_frame() or self._wait_for_frame():
                    return _read_answer(frame, self.is_warm) or self._end(
                        Death.REPLY, "sent something that is no answer"
                    )
                self._watch(deadline_s)
            return self._death
        finally:
            self.busy_s += time.monotonic() - started_s
            self.load_s = self.load_s or time.monotonic() - self._started_s

    def _wait_for_frame(self) -> Frame | None:
        """No longer than to the next look at the limits."""
        if self._closed:
            return None
        self._pump()
        return self._take_frame()

    def _take_frame(self) -> Frame | None:
        try:
            frame = self._reader.take()
        except MalformedFrame as error:
            self._end(Death.REPLY, f"sent {error}")
            return None
        if frame is None:
            return None
        if self._numbers and frame.header.get("number") == self._numbers[0]:
            self._numbers.popleft()
            return frame
        self._end(Death.REPLY, "answered a question that it was not asked")
        return None

    def _pump(self) -> None:
        """Move what can be moved now; wait for it only if nothing can, and not past the next look at the limits."""
        poll = select.poll()
        for descriptor in (self._process.answer, self.stdout.descriptor, self.stderr.descriptor, self._process.pidfd):
            poll.register(descriptor, select.POLLIN)
        if self._unsent:
            poll.register(self._process.question, select.POLLOUT)
        events = dict(poll.poll(WATCH_INTERVAL_MS))
        self._has_ended = self._process.pidfd in events
        self._write_some()
        self._reader.feed(_read_all(self._process.answer) if self._has_ended else _read_now(self._process.answer))
        self._drain()

    def _drain(self) -> None:
        self.stdout.drain()
        self.stderr.drain()

    def _write_some(self) -> None:
        try:
            while self._unsent:
                self._unsent = self._unsent[os.write(self._process.question, self._unsent) :]
        except BlockingIOError:
            return
        except BrokenPipeError:  # it closed its end; the wait for the answer says what became of it
            self._unsent = memoryview(b"")

    def _watch(self, deadline_s: float) -> None:
        for companion in self._companions:
            if companion is not self:
                companion.look()
        if self.look():
            return
        if self._has_ended:
            self.close()
        elif time.monotonic() > deadline_s:
            self._end(Death.TIME, f"took more than {self.limits.call_wall_s:g} s for one call")

    def look(self) -> bool:
        """End it if it has run into a limit other than on time; whether it has."""
        if self._had_ended is not None:
            return False
        self._drain()
        usage = self._process.read_usage()
        self.peak_memory_bytes = max(self.peak_memory_bytes, usage.memory_bytes)
        self.cpu_s = max(self.cpu_s, usage.cpu_s)
        if overrun := self._find_overrun(usage):
            self._end(*overrun)
            return True
        # A process that ends is headless for a while; one that stays so hides what it uses.
        self._was_headless, was_headless = usage.is_headless, self._was_headless
        if was_headless and usage.is_headless and not self._process.has_ended():
            self.close()
            return True
        return False

    def _find_overrun(self, usage: Usage) -> tuple[Death, str] | None:
        limits = self.limits
        if max(self.stdout.written_bytes, self.stderr.written_bytes) > limits.output_bytes:
            return Death.OUTPUT, f"printed more than {limits.output_bytes >> 10} KiB"
        if usage.memory_bytes > limits.memory_bytes:
            return Death.MEMORY, f"used more than {limits.memory_bytes >> 20} MiB of memory"
        if usage.cpu_s > limits.cpu_s:
            return Death.CPU, f"used more than {limits.cpu_s:g} s of processor time"
        if usage.threads > limits.threads:
            return Death.THREADS, f"ran more than {limits.threads} threads"
        return None

    def _end(self, death: Death, detail: str) -> Died:
        died = self._death = self._death or Died(death, detail)
        self.close()
        return died

    def kill(self) -> None:
        """It ends while others go on, and is to be asked nothing more; `close` need hardly wait for it then."""
        if self._had_ended is None:
            self._had_ended = self._process.has_ended()
            self._process.kill()

    def close(self) -> None:
        """Kill and reap it. What it printed and used can still be read."""
        if self._closed:
            return
        self._closed = True
        self.kill()
        self._drain()
        try:
            cost = self._zygote.reap(self._process)
            self._death = self._death or self._explain_end(cost, by_itself=bool(self._had_ended))
        except SandboxError as error:
            self._loss = error
            raise
        finally:
            self._process.close()
        self.peak_memory_bytes = max(self.peak_memory_bytes, cost.peak_memory_bytes)

    def _explain_end(self, cost: Cost, *, by_itself: bool) -> Died:
        """Raises SandboxError where neither the worker nor the judge nor a limit ended it."""
        limits = self.limits
        if cost.is_out_of_memory:
            return Died(Death.MEMORY, f"used more than {limits.memory_bytes >> 20} MiB of memory")
        if cost.exit_status in (-signal.SIGXCPU, -signal.SIGKILL) and cost.cpu_s >= limits.cpu_s:
            return Died(Death.CPU, f"used more than {limits.cpu_s:g} s of processor time")
        if cost.exit_status == -signal.SIGKILL and by_itself:
            # No worker can send that signal, not even to itself.
            raise SandboxError(
                "a worker was killed from outside: by the kernel as a rule, when the host is out of memory"
            )
        if cost.exit_status == -signal.SIGKILL and self._was_headless:
            return Died(Death.EXITED, "ended its main thread before it answered")
        if cost.exit_status < 0:
            return Died(Death.KILLED, f"was ended by {_name_signal(-cost.exit_status)}")
        return Died(Death.EXITED, f"ended itself with status {cost.exit_status} before it answered")


def _name_signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _read_answer(frame: Frame, is_warm: bool) -> Answer | None:
    """The frame as an answer, or None where it is none."""
    try:
        match frame.header:
            case {"answer": "loaded"}:
                return Loaded()
            case {"answer": "uncompiled"} if is_warm:
                return Uncompiled()
            case {"answer": "invalid", "message": str(message), "line": (int() | None) as line, "column": column}:
                return Invalid(message[:MOST_TEXT_CHARACTERS], line, column if isinstance(column, int) else None)
            case {"answer": "returned", "value": tree}:
                return Returned(unpack(tree, frame.body))
            case {"answer": "raised", "exception": str(name), "message": str(message), "frames": list(frames)}:
                lines = tuple(FrameLine(int(f["line"]), str(f["function"])[:200]) for f in frames[:50])
                return Raised(name[:200], message[:MOST_TEXT_CHARACTERS], lines)
    except (MalformedValue, KeyError, TypeError, ValueError, OverflowError):
        return None
    return None


def _read_now(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, CHUNK_BYTES)
    except BlockingIOError:
        return b""


def _read_all(descriptor: int) -> bytes:
    """For a pipe whose writer has ended."""
    return b"".join(iter(lambda: _read_now(descriptor), b""))

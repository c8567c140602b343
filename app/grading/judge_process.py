"""One judge process: started, asked, ended."""

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, SubprocessStreamProtocol
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from typing import cast

from app.grading.judge_protocol import (
    LINE_MOST_BYTES,
    Judged,
    JudgeEvent,
    Progress,
    Ready,
    read_event,
    write_request,
)
from app.store.submissions import ClaimedSubmission
from grader.verdict import Verdict


class JudgeDiedError(Exception):
    """The judge ended, or said what it must not, or took too long. It is dead and will not answer any more."""


class _Streams(SubprocessStreamProtocol):
    """asyncio's own, but a dead process is dead at once: asyncio waits until its pipes end too.

    They may never do, if there is a process left that inherited them, or more in them than anybody will read.
    """

    def __init__(self) -> None:
        super().__init__(limit=LINE_MOST_BYTES, loop=asyncio.get_running_loop())
        self.exited = asyncio.Event()
        self._process: asyncio.SubprocessTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._process = cast(asyncio.SubprocessTransport, transport)

    def process_exited(self) -> None:
        super().process_exited()
        self.exited.set()
        if self._process is not None:
            self._process.close()


class JudgeProcess:
    def __init__(self, transport: asyncio.SubprocessTransport, streams: _Streams) -> None:
        self.pid = transport.get_pid()
        self._exited = streams.exited
        self._stdin = cast(asyncio.StreamWriter, streams.stdin)
        self._stdout = cast(asyncio.StreamReader, streams.stdout)

    async def wait_ready(self, wall_s: float) -> None:
        """Raises JudgeDiedError."""
        async with self._or_death(wall_s):
            event = await self._read_event()
            if not isinstance(event, Ready):
                raise JudgeDiedError(f"before `ready` it said {event!r:.80}")

    async def judge(
        self,
        claimed: ClaimedSubmission,
        on_progress: Callable[[Progress], None],
        wall_s: float,
        *,
        has_spare_core: bool = False,
    ) -> Verdict:
        """Raises JudgeDiedError."""
        async with self._or_death(wall_s):
            self._stdin.write(write_request(claimed, has_spare_core=has_spare_core))
            await self._stdin.drain()
            while True:
                match await self._read_event():
                    case Judged(id=claimed.id, verdict=verdict):
                        return verdict
                    case Progress(id=claimed.id) as progress:
                        on_progress(progress)
                    case event:
                        raise JudgeDiedError(f"asked for {claimed.id} it said {event!r:.80}")

    async def wait_dead(self) -> None:
        await self._exited.wait()

    async def end(self, grace_s: float) -> None:
        """Closes its stdin, which asks it to end; kills it after the grace."""
        self._stdin.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(grace_s):
                await self._exited.wait()
        self.kill()
        await self._exited.wait()

    def kill(self) -> None:
        """With all that it started, which is in its process group."""
        if not self._exited.is_set():
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)

    async def _read_event(self) -> JudgeEvent:
        line = await self._stdout.readline()
        if not line:
            raise JudgeDiedError("it closed its stdout")
        return read_event(line)

    @asynccontextmanager
    async def _or_death(self, wall_s: float) -> AsyncIterator[None]:
        """Makes of any failure to talk with it, and of `wall_s` gone by, its death and a JudgeDiedError."""
        try:
            async with asyncio.timeout(wall_s):
                yield
        except TimeoutError as error:
            self.kill()
            raise JudgeDiedError(f"killed: no answer within {wall_s:g} s") from error
        except (OSError, ValueError, JudgeDiedError) as error:  # ValueError: a ProtocolError, or a line too long
            self.kill()
            raise JudgeDiedError(f"dead: {error}") from error
        except asyncio.CancelledError:  # nobody would read its answer, and it cannot be asked anything else meanwhile
            self.kill()
            raise


async def start_judge(command: Sequence[str]) -> JudgeProcess:
    """In a session of its own: a Ctrl-C is for the service to handle. Its stderr is ours."""
    transport, streams = await asyncio.get_running_loop().subprocess_exec(
        _Streams, *command, stdin=PIPE, stdout=PIPE, stderr=None, start_new_session=True
    )
    return JudgeProcess(transport, streams)

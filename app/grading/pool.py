"""JudgePool: keeps a number of judge processes alive and lends them out."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import structlog

from app.grading.judge_process import JudgeDiedError, JudgeProcess, start_judge

log = structlog.get_logger()

PAUSE_S = 0.1
PAUSE_MOST_S = 30.0
# One that lived this long was well: what killed it is not why it starts.
LONG_LIFE_S = 60.0


class JudgePool:
    def __init__(self, command: Sequence[str], size: int, start_wall_s: float, grace_s: float) -> None:
        self.size = size
        self._command = command
        self._start_wall_s = start_wall_s
        self._grace_s = grace_s
        self._ready: set[JudgeProcess] = set()
        self._idle: asyncio.Queue[JudgeProcess] = asyncio.Queue()
        self._keepers: list[asyncio.Task[None]] = []
        self._end: asyncio.Future[list[BaseException | None]] | None = None
        self.restarts = 0
        self.was_ready = asyncio.Event()
        """Set once the first judge can judge."""

    @property
    def ready_count(self) -> int:
        return len(self._ready)

    @property
    def is_any_idle(self) -> bool:
        return not self._idle.empty()

    def start(self) -> None:
        self._keepers = [asyncio.create_task(self._keep_alive()) for _ in range(self.size)]

    async def stop(self) -> None:
        """Returns when every judge has ended. To ask again, or to give up waiting, disturbs no judge's end."""
        if self._end is None:
            for keeper in self._keepers:
                keeper.cancel()
            self._end = asyncio.gather(*self._keepers, return_exceptions=True)
        await asyncio.shield(self._end)

    @asynccontextmanager
    async def lend(self) -> AsyncIterator[JudgeProcess]:
        """A judge that is ready, as soon as there is one."""
        judge = await self._idle.get()
        while judge not in self._ready:  # it died while idle
            judge = await self._idle.get()
        try:
            yield judge
        finally:
            if judge in self._ready:
                self._idle.put_nowait(judge)

    async def _keep_alive(self) -> None:
        pause_s = PAUSE_S
        while True:
            started = time.monotonic()
            try:
                await self._live_once()
            except (JudgeDiedError, OSError) as error:
                log.warning("judge_not_ready", reason=str(error))
            pause_s = PAUSE_S if time.monotonic() - started > LONG_LIFE_S else min(pause_s * 2, PAUSE_MOST_S)
            await asyncio.sleep(pause_s)
            self.restarts += 1

    async def _live_once(self) -> None:
        """One life of one judge, from its start to its end, which is also that of this call."""
        judge = await start_judge(self._command)
        try:
            await judge.wait_ready(self._start_wall_s)
            log.info("judge_ready", judge=judge.pid)
            self._ready.add(judge)
            self.was_ready.set()
            self._idle.put_nowait(judge)
            await judge.wait_dead()
            log.warning("judge_died", judge=judge.pid)
        finally:
            self._ready.discard(judge)
            await judge.end(self._grace_s)

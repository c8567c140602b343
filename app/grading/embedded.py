"""The queue of a service on one machine: the store's rows are the queue, tasks in this process take them in order."""

import asyncio
import time
from collections.abc import Mapping

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.grading.announcer import Announcer, Done, Started
from app.grading.judge_process import JudgeDiedError, JudgeProcess
from app.grading.judge_protocol import verdict_to_json
from app.grading.pace import Pace
from app.grading.pool import JudgePool
from app.store import submissions
from app.store.database import Store
from app.store.submissions import ClaimedSubmission, NewSubmission
from grader.internal_error import write_internal_error
from grader.problem import Problem
from grader.verdict import Verdict

log = structlog.get_logger()

# Claims beyond these are a submission that takes the service down with it each time.
ATTEMPTS_MOST = 3
STORE_PAUSE_S = 1.0


class EmbeddedQueue:
    """A JobQueue. Needs the data directory's lock: it takes every running row for one that was left behind."""

    def __init__(
        self,
        store: Store,
        pool: JudgePool,
        announcer: Announcer,
        catalogue: Mapping[str, Problem],
        pace: Pace,
        *,
        open_most: int,
        judge_wall_s: float,
    ) -> None:
        self._store = store
        self._pool = pool
        self._announcer = announcer
        self._catalogue = catalogue
        self._pace = pace
        self._open_most = open_most
        self._judge_wall_s = judge_wall_s
        self._waiting = asyncio.Semaphore(0)  # as many permits as rows are queued
        self._dispatchers: list[asyncio.Task[None]] = []

    async def open(self) -> None:
        waiting = await submissions.requeue_running(self._store)
        self._waiting = asyncio.Semaphore(waiting)
        log.info("queue_open", waiting=waiting)

    def start_judging(self) -> None:
        self._dispatchers = [asyncio.create_task(self._dispatch()) for _ in range(self._pool.size)]

    async def put(self, new: NewSubmission) -> None:
        await submissions.add(self._store, new, self._open_most)
        self._waiting.release()

    async def stop(self) -> None:
        for dispatcher in self._dispatchers:
            dispatcher.cancel()
        await asyncio.gather(*self._dispatchers, return_exceptions=True)

    async def _dispatch(self) -> None:
        while True:
            await self._waiting.acquire()
            try:
                await self._judge_next()
            except SQLAlchemyError:
                log.exception("store_failed")
                self._waiting.release()
                await asyncio.sleep(STORE_PAUSE_S)

    async def _judge_next(self) -> None:
        """Claims only once a judge is free, so that whoever comes meanwhile still gets their turn."""
        async with self._pool.lend() as judge:
            claimed = await submissions.claim(self._store)
            if claimed is None:
                return
            self._announcer.announce(claimed.id, Started())
            started = time.monotonic()
            verdict = await self._judge(claimed, judge)
        self._pace.remember(time.monotonic() - started)
        await self._record(claimed, verdict)

    async def _judge(self, claimed: ClaimedSubmission, judge: JudgeProcess) -> Verdict:
        problem = self._catalogue.get(claimed.problem_id)
        if problem is None or claimed.attempts > ATTEMPTS_MOST:
            log.error("given_up", submission=claimed.id, problem=claimed.problem_id, attempts=claimed.attempts)
            return _give_up(claimed, problem)
        try:
            return await self._ask(judge, claimed)
        except JudgeDiedError as error:
            log.warning("judging_again", submission=claimed.id, reason=str(error))
        async with self._pool.lend() as another:
            try:
                return await self._ask(another, claimed)
            except JudgeDiedError as error:
                log.exception("judge_died_twice", submission=claimed.id, reason=str(error))
                return _give_up(claimed, problem)

    async def _ask(self, judge: JudgeProcess, claimed: ClaimedSubmission) -> Verdict:
        return await judge.judge(
            claimed, lambda progress: self._announcer.announce(claimed.id, progress), self._judge_wall_s
        )

    async def _record(self, claimed: ClaimedSubmission, verdict: Verdict) -> None:
        """Goes on until the store takes it: nobody else would judge this row before the next start."""
        text = verdict_to_json(verdict)
        is_stored = False
        while not is_stored:
            try:
                if not await submissions.record(self._store, claimed, text):
                    log.error("verdict_superseded", submission=claimed.id, attempts=claimed.attempts)
                is_stored = True
            except SQLAlchemyError:
                log.exception("store_failed", submission=claimed.id)
                await asyncio.sleep(STORE_PAUSE_S)
        log.info("verdict", submission=claimed.id, outcome=verdict.outcome)
        self._announcer.announce(claimed.id, Done())


def _give_up(claimed: ClaimedSubmission, problem: Problem | None) -> Verdict:
    return write_internal_error(claimed.id, claimed.problem_id, problem, claimed.mode, claimed.queued_ms)

"""The queue of a service on one machine: the store's rows are the queue, tasks in this process take them in order."""

import asyncio
import time
from collections.abc import Mapping

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.grading.announcer import Announcer, Done, Started
from app.grading.judge_process import JudgeDiedError, JudgeProcess
from app.grading.judge_protocol import verdict_to_json
from app.grading.meters import Meters
from app.grading.pace import Pace
from app.grading.pool import JudgePool
from app.grading.promises import Promises
from app.grading.queue import QueueFullError
from app.store import rejudgement, submissions
from app.store.database import Store
from app.store.models import Priority
from app.store.submissions import ClaimedSubmission, NewSubmission, NoRoomError
from grader.internal_error import write_internal_error
from grader.problem import Problem
from grader.verdict import Verdict

log = structlog.get_logger()

# Claims beyond these are a submission that takes the service down with it each time.
ATTEMPTS_MOST = 3
STORE_PAUSE_S = 1.0
# Open for each judge, the one that it judges included, before a place is kept empty for anybody.
BACKLOG_PER_JUDGE = 2
GONE = "gone"
"""What stands for a problem that is no longer in the catalogue, where any id would be too many."""


class EmbeddedQueue:
    """A JobQueue. Needs the data directory's lock: it takes every running row for one that was left behind."""

    def __init__(
        self,
        store: Store,
        pool: JudgePool,
        announcer: Announcer,
        catalogue: Mapping[str, Problem],
        *,
        pace: Pace,
        promises: Promises,
        meters: Meters,
        open_most: int,
        judge_wall_s: float,
    ) -> None:
        self._store = store
        self._pool = pool
        self._announcer = announcer
        self._catalogue = catalogue
        self._pace = pace
        self._promises = promises
        self._meters = meters
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
        try:
            await submissions.add(self._store, new, self._find_most(new))
        except NoRoomError as full:
            free = self._bound(new.priority) - full.open_count
            retry_after_s = self._promises.make(new.owner_id, free)
            raise QueueFullError(full.open_count, retry_after_s) from full
        self._promises.fulfil(new.owner_id)
        self._waiting.release()

    async def judge_again(self, problem_id: str) -> int:
        count = await rejudgement.begin(self._store, problem_id)
        for _ in range(count):
            self._waiting.release()
        return count

    async def stop(self) -> None:
        for dispatcher in self._dispatchers:
            dispatcher.cancel()
        await asyncio.gather(*self._dispatchers, return_exceptions=True)

    def _find_most(self, new: NewSubmission) -> int:
        """How many may be open for it to be let in. No place is kept that would let judges run out of work."""
        most = self._bound(new.priority)
        kept = self._promises.count_kept(new.owner_id)
        return min(most, max(most - kept, BACKLOG_PER_JUDGE * self._pool.size))

    def _bound(self, priority: Priority) -> int:
        """Bulk leaves a quarter of the places to interactive submissions."""
        return self._open_most if priority is Priority.INTERACTIVE else max(1, self._open_most * 3 // 4)

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
        judging_s = time.monotonic() - started
        self._pace.remember(judging_s)
        self._meters.remember_times(claimed, judging_s)
        await self._record(claimed, verdict)

    async def _judge(self, claimed: ClaimedSubmission, judge: JudgeProcess) -> Verdict:
        problem = self._catalogue.get(claimed.problem_id)
        if problem is None or claimed.attempts - claimed.attempts_before > ATTEMPTS_MOST:
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
            claimed,
            lambda progress: self._announcer.announce(claimed.id, progress),
            self._judge_wall_s,
            has_spare_core=self._pool.is_any_idle,
        )

    async def _record(self, claimed: ClaimedSubmission, verdict: Verdict) -> None:
        """Goes on until the store takes it: nobody else would judge this row before the next start."""
        text, diagnosis = verdict_to_json(verdict), verdict.lesson.diagnosis
        misconception = diagnosis.misconception if diagnosis else None
        is_stored = False
        while not is_stored:
            try:
                if await submissions.record(self._store, claimed, text, verdict.outcome, misconception):
                    problem_id = claimed.problem_id if claimed.problem_id in self._catalogue else GONE
                    self._meters.count_verdict(problem_id, verdict)
                else:
                    log.error("verdict_superseded", submission=claimed.id, attempts=claimed.attempts)
                is_stored = True
            except SQLAlchemyError:
                log.exception("store_failed", submission=claimed.id)
                await asyncio.sleep(STORE_PAUSE_S)
        log.info("verdict", submission=claimed.id, outcome=verdict.outcome)
        self._announcer.announce(claimed.id, Done())


def _give_up(claimed: ClaimedSubmission, problem: Problem | None) -> Verdict:
    return write_internal_error(claimed.id, claimed.problem_id, problem, claimed.mode, claimed.queued_ms)

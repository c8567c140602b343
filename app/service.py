"""The service behind its endpoints: opened whole, closed whole."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field

import structlog

from app.grading.announcer import Announcer
from app.grading.cage import CageReport, examine_cage
from app.grading.embedded import EmbeddedQueue
from app.grading.meters import Meters
from app.grading.pace import Pace
from app.grading.pool import JudgePool
from app.grading.promises import Promises
from app.grading.queue import JobQueue
from app.identity.detour import Detours
from app.identity.provider import Provider
from app.identity.throttle import Throttle
from app.settings import Settings
from app.store.database import Store, open_store
from app.store.lock import hold_data_dir
from grader.catalogue import load_catalogue
from grader.problem import Problem

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Programs:
    """The command lines of the processes that the service starts."""

    judge: tuple[str, ...]
    doctor: tuple[str, ...]


def find_programs(settings: Settings) -> Programs:
    folders = ("--problems", str(settings.problems_dir), "--cache", str(settings.cache_dir))
    most = ("--most", json.dumps(asdict(settings.most_limits)))
    return Programs(
        judge=(sys.executable, "-m", "grader.judge", *folders, *most),
        doctor=(sys.executable, "-m", "grader.sandbox.doctor", "--json"),
    )


@dataclass(slots=True)
class Service:
    """What the endpoints work with. `cage` is None until the doctor has spoken, `provider` where there is none."""

    settings: Settings
    catalogue: Mapping[str, Problem]
    store: Store
    pool: JudgePool
    queue: JobQueue
    announcer: Announcer
    pace: Pace
    meters: Meters
    throttle: Throttle
    provider: Provider | None
    detours: Detours = field(default_factory=Detours)
    cage: CageReport | None = None
    was_examined: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def is_ready(self) -> bool:
        return self.may_judge and self.pool.ready_count > 0

    @property
    def override_in_effect(self) -> bool:
        return self.may_judge and self.cage is not None and not self.cage.holds

    @property
    def may_judge(self) -> bool:
        return self.cage is not None and self.cage.permits_judging(self.settings.unsafe_judge_despite)

    async def begin_judging(self, programs: Programs) -> None:
        """Starts the judges while the doctor looks at the cage: both take seconds. No judging if it does not hold."""
        self.pool.start()
        self.cage = await examine_cage(programs.doctor)
        self.was_examined.set()
        holes = self.cage.find_holes()
        if not self.may_judge:
            log.error("cage_does_not_hold", missing=holes)
            await self.pool.stop()
            return
        if holes:
            log.warning("judging_although_the_cage_does_not_hold", missing=holes)
        self.queue.start_judging()


@asynccontextmanager
async def open_service(settings: Settings, programs: Programs) -> AsyncIterator[Service]:
    """Raises ProblemError and DataDirInUseError, whose messages are for the operator."""
    catalogue = load_catalogue(settings.problems_dir)
    if settings.unsafe_judge_despite:
        log.warning("cage_override_set", accepted=settings.unsafe_judge_despite)
    with hold_data_dir(settings.data_dir):
        async with open_store(settings.store_url) as store:
            service = _assemble(settings, programs, catalogue, store)
            await service.queue.open()
            async with _judging(service, programs):
                yield service


@asynccontextmanager
async def _judging(service: Service, programs: Programs) -> AsyncIterator[None]:
    beginning = asyncio.create_task(service.begin_judging(programs))
    try:
        yield
    finally:
        service.announcer.close()
        beginning.cancel()
        with suppress(asyncio.CancelledError):
            await beginning
        await asyncio.gather(service.queue.stop(), service.pool.stop())


def _assemble(settings: Settings, programs: Programs, catalogue: Mapping[str, Problem], store: Store) -> Service:
    pool = JudgePool(programs.judge, settings.judges, settings.judge_start_wall_s, settings.shutdown_grace_s)
    announcer = Announcer()
    pace = Pace(settings.judges)
    meters = Meters()
    queue = EmbeddedQueue(
        store,
        pool,
        announcer,
        catalogue,
        pace=pace,
        promises=Promises(pace),
        meters=meters,
        open_most=settings.queue_most,
        judge_wall_s=settings.judge_wall_s,
    )
    provider = Provider(settings.provider, settings.public_url) if settings.provider else None
    return Service(settings, catalogue, store, pool, queue, announcer, pace, meters, Throttle(), provider)

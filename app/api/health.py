"""For whoever watches the service: is it alive, can it judge."""

from fastapi import APIRouter, Response

from app.api.bodies import CageBody, JudgesBody, Liveness, QueueBody, Readiness
from app.api.dependencies import ServiceOf
from app.store import submissions
from app.store.models import Status

router = APIRouter(tags=["health"])


@router.get("/livez")
async def livez() -> Liveness:
    """The process answers."""
    return Liveness()


@router.get("/readyz", responses={503: {"description": "Not ready", "model": Readiness}})
async def readyz(service: ServiceOf, response: Response) -> Readiness:
    """Submissions are judged at once. Before that they are taken and wait, unless the cage does not hold."""
    counts = await submissions.count_open(service.store)
    if not service.is_ready:
        response.status_code = 503
    return Readiness(
        ready=service.is_ready,
        judges=JudgesBody(ready=service.pool.ready_count, of=service.pool.size),
        queue=QueueBody(queued=counts[Status.QUEUED], running=counts[Status.RUNNING], most=service.settings.queue_most),
        cage=CageBody(
            holds=service.cage.holds if service.cage else None,
            findings=service.cage.findings if service.cage else [],
        ),
    )

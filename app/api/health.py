"""For whoever watches the service: is it alive, can it judge."""

from fastapi import APIRouter, Response

from app.api.bodies import CageBody, JudgesBody, Liveness, OverrideBody, QueueBody, Readiness
from app.api.dependencies import ServiceOf
from app.service import Service
from app.store import submissions
from app.store.models import Status

router = APIRouter(tags=["health"])


@router.get("/livez")
async def livez(service: ServiceOf) -> Liveness:
    """The process answers."""
    return Liveness(override=_describe_override(service))


@router.get("/readyz", responses={503: {"description": "Not ready", "model": Readiness}})
async def readyz(service: ServiceOf, response: Response) -> Readiness:
    """Submissions are judged at once. Before that they are taken and wait, unless the cage does not hold.

    An operator may have accepted what does not hold: `cage.override` then says so here and in `/livez`, the gauge
    `arborist_cage_override` in `/metrics`, and the header `Arborist-Override` on every answer.
    """
    counts = await submissions.count_open(service.store)
    if not service.is_ready:
        response.status_code = 503
    return Readiness(
        ready=service.is_ready,
        judges=JudgesBody(ready=service.pool.ready_count, of=service.pool.size),
        queue=QueueBody(queued=counts[Status.QUEUED], running=counts[Status.RUNNING], most=service.settings.queue_most),
        cage=CageBody(
            holds=service.cage.holds if service.cage else None,
            override=_describe_override(service),
            layers=service.cage.layers if service.cage else [],
            findings=service.cage.findings if service.cage else [],
        ),
    )


def _describe_override(service: Service) -> OverrideBody | None:
    accepted = service.settings.unsafe_judge_despite
    return OverrideBody(accepted=list(accepted), in_effect=service.override_in_effect) if accepted else None
